"""Dates in all the ways a spreadsheet, a database and a person write them."""

import datetime as dt
from collections.abc import Callable

from dashboard.periods import Period
from tests.workbooks._case import LONG_MONTHS, Case, Figure, Maker, Tab
from tests.workbooks.unseen._lines import lines, month_name, two_digits

ORIGIN = dt.date(1899, 12, 30)


def _date(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day)


def _down(m: Maker, spell: Callable[[Period], object], heading: str, file: str, *, epoch_1904: bool = False) -> Case:
    """Months down the side of one borough, two measures across."""
    months, (area, code) = m.months(7), m.one_area()
    heads = ["Bikes marked", "Engravings"]
    rows: list[list[object]] = [[f"Cycle theft prevention – {area}"], [], [heading, *heads]]
    figures = []
    for p in months:
        values = [m.count() for _ in heads]
        rows.append([spell(p), *values])
        figures += [Figure(x, code, p.key, v) for x, v in zip(heads, values, strict=True)]
    case = Case("", [Tab("Cycle", rows, formats={"A": "mmm yyyy"})], figures, file=file)
    case.epoch_1904 = epoch_1904
    return case


def epoch_1904_down(m: Maker) -> Case:
    """A workbook of the 1904 date system, month dates down the side."""
    return _down(m, lambda p: _date(p.start), "Month", "cycle mac.xlsx", epoch_1904=True)


def month_ends(m: Maker) -> Case:
    """Real dates, the last day of each month."""
    return _down(m, lambda p: _date(p.end), "Month end", "cycle ends.xlsx")


def day_month_year(m: Maker) -> Case:
    """Text such as 1-Apr-24."""
    return _down(m, lambda p: f"1-{month_name(p)}-{two_digits(p)}", "Month", "cycle.ods")


def serials_across(m: Maker) -> Case:
    """Headings that lost their date format: day numbers over boroughs' rows."""
    months, areas = m.months(6), m.areas(4)
    title = "Motorcycle thefts"
    body, figures = lines(m, title, areas, months)
    rows: list[list[object]] = [[title], [], ["Borough", *((p.start - ORIGIN).days for p in months)], *body]
    return Case("", [Tab("Thefts", rows)], figures, file="thefts.xlsx")


def quarter_serials(m: Maker) -> Case:
    """A csv with the first day of each quarter as a day number."""
    quarters, areas = m.quarters(4), m.areas(3)
    rows: list[list[object]] = [["Borough", "Quarter start", "Referrals"]]
    figures = []
    for name, code in areas.items():
        for q in quarters:
            rows.append([name, (q.start - ORIGIN).days, value := m.count()])
            figures.append(Figure("Referrals", code, q.key, value))
    return Case("", [Tab("x", rows)], figures, answers={"dates": "quarter"}, file="referrals.csv")


def range_in_one_cell(m: Maker) -> Case:
    """“01/07/2024 - 30/09/2024” in one column."""
    quarters, areas = m.quarters(4), m.areas(3)
    rows: list[list[object]] = [["Area", "Date range", "Outreach contacts", "Beds offered"]]
    figures = []
    for name, code in areas.items():
        for q in quarters:
            values = [m.count(), m.count()]
            rows.append([name, f"{q.start:%d/%m/%Y} - {q.end:%d/%m/%Y}", *values])
            figures += [Figure(str(x), code, q.key, v) for x, v in zip(rows[0][2:], values, strict=True)]
    return Case("", [Tab("x", rows)], figures, file="outreach.csv")


def time_stamps(m: Maker) -> Case:
    """A database's csv: 2024-04-01T00:00:00.000 for each month."""
    months, areas = m.months(5), m.areas(3)
    rows: list[list[object]] = [["borough_name", "month_start", "incident_count"]]
    figures = []
    for name, code in areas.items():
        for p in months:
            rows.append([name, f"{p.start.isoformat()}T00:00:00.000", value := m.count()])
            figures.append(Figure("incident_count", code, p.key, value))
    return Case("", [Tab("x", rows)], figures, file="dump.csv", encoding="utf-8")


def year_and_month(m: Maker) -> Case:
    """Calendar year and month's name in two columns."""
    months, areas = m.months(8), m.areas(3)
    rows: list[list[object]] = [["Year", "Month", "Borough", "Stop and account"]]
    figures = []
    for p in months:
        for name, code in areas.items():
            rows.append([p.first // 12, LONG_MONTHS[p.first % 12], name, value := m.count()])
            figures.append(Figure("Stop and account", code, p.key, value))
    return Case("", [Tab("Stops", rows)], figures, file="stop and account.xlsx")


def quarters_ending(m: Maker) -> Case:
    """Across: “30/06/2024” under a heading that says quarter ending."""
    quarters, areas = m.quarters(4), m.areas(4)
    title = "Care leavers in custody"
    body, figures = lines(m, title, areas, quarters)
    rows: list[list[object]] = [
        [title],
        ["", "Quarter ending"],
        ["Borough", *(_slashes(q) for q in quarters)],
        *body,
    ]
    return Case("", [Tab("Custody", rows, merged=("B2:E2",))], figures, file="custody.xlsx")


def _slashes(q: Period) -> str:
    return f"{q.end:%d/%m/%Y}"


FAMILIES = {
    "epoch_1904_down": (epoch_1904_down, 1),
    "month_ends": (month_ends, 1),
    "day_month_year": (day_month_year, 1),
    "serials_across": (serials_across, 1),
    "quarter_serials": (quarter_serials, 1),
    "range_in_one_cell": (range_in_one_cell, 1),
    "time_stamps": (time_stamps, 1),
    "year_and_month": (year_and_month, 1),
    "quarters_ending": (quarters_ending, 1),
}
