"""Scorecards and forms: one borough, a row an indicator, with targets and remarks beside the figures."""

from dashboard.periods import Grain, Period
from tests.workbooks._case import Case, Figure, Maker, Tab, fy, long_months

UNITS = {"Number": 0, "%": 1, "Days": 1}


def scorecard(m: Maker) -> Case:
    """Reference, indicator, unit, target, four quarters, year to date, RAG and commentary; the year in the title."""
    year, (area, code) = m.year(), m.one_area()
    filled = m.random.choice((2, 3, 4))
    indicators = [
        ("Sanctuary installations", "Number"),
        ("Victims feeling safer", "%"),
        ("Time to first visit", "Days"),
    ]
    rows: list[list[object]] = [
        [f"{area} Domestic Abuse Partnership"],
        [f"Performance scorecard {fy(year)}"],
        [],
        ["Ref", "Indicator", "Unit", "Target", "Q1", "Q2", "Q3", "Q4", "YTD", "RAG", "Commentary"],
    ]
    figures = []
    for number, (text, unit) in enumerate(indicators, 1):
        values = [m.count() if unit == "Number" else m.share() for _ in range(filled)]
        later: list[object] = [""] * (4 - filled)
        remark = "Two posts were vacant for most of the quarter, which has held this back."
        rows.append([f"DA{number}", text, unit, 50, *values, *later, values[-1], m.pick("Green", "Amber"), remark])
        figures += [Figure(text, code, f"FY{fy(year, between='-')}-Q{k}", v) for k, v in enumerate(values, 1)]
    return Case("", [Tab("Scorecard", rows)], figures, file=f"DA scorecard {fy(year, between='-')}.xlsx")


def form_without_headings(m: Maker) -> Case:
    """A form: labels and their answers, the quarter and the borough among them."""
    (when,), (area, code), style = m.quarters(1), m.one_area(), m.quarter_style()
    labels = ["Number of panels held", "Young people discussed", "Referred to mentoring", "Stepped down"]
    values = [m.count() for _ in labels]
    rows: list[list[object]] = [["Exploitation panel return"], ["Borough:", area], ["Quarter:", style(when)], []]
    rows += [[text, value] for text, value in zip(labels, values, strict=True)]
    rows += [[], ["Name of person completing:", "Panel coordinator"]]
    figures = [Figure(x, code, when.key, v) for x, v in zip(labels, values, strict=True)]
    return Case("", [Tab("Return", rows)], figures, file="panel return.xlsx")


def form_with_months(m: Maker) -> Case:
    """A quarter's form with a column a month and the quarter's total."""
    (when,), (area, code) = m.quarters(1), m.one_area()
    months = [f"{k // 12}-{k % 12 + 1:02d}" for k in when.months()]
    names = [long_months(Period(k, Grain.MONTH))[0] for k in when.months()]
    labels = ["Patrol hours", "Warnings given", "Dispersal orders"]
    rows: list[list[object]] = [
        ["Town centre wardens"],
        ["Borough", area],
        ["Quarter", f"Q{when.quarter_number} {fy(when)}"],
        [],
        ["", *names, "Total"],
    ]
    figures = []
    for text in labels:
        values = [m.count() for _ in months]
        rows.append([text, *values, sum(values)])
        figures += [Figure(text, code, p, v) for p, v in zip(months, values, strict=True)]
    return Case("", [Tab("Wardens", rows)], figures, file="wardens.xlsx")


def percentages(m: Maker) -> Case:
    """Shares as fractions shown as percent, as text with a sign, and as plain numbers under a heading with %."""
    quarters, (area, code), style = m.quarters(4), m.one_area(), m.quarter_style()
    rows: list[list[object]] = [
        [f"{area} victims' experience"],
        [],
        ["Indicator", "Unit", *(style(q) for q in quarters)],
    ]
    figures = []
    kinds = (
        ("Satisfied with first contact", "fraction"),
        ("Kept informed (%)", "plain"),
        ("Would report again", "text"),
    )
    for text, kind in kinds:
        values = [m.share() for _ in quarters]
        shown: list[object] = {
            "fraction": [round(v / 100, 3) for v in values],
            "plain": list(values),
            "text": [f"{v}%" for v in values],
        }[kind]
        rows.append([text, "%", *shown])
        figures += [Figure(text, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
    return Case("", [Tab("Survey", rows)], figures, file="victim survey.xlsx")


def quarters_down(m: Maker) -> Case:
    """Quarters down the side, measures across under a line of units."""
    quarters, (area, code), style = m.quarters(5), m.one_area(), m.quarter_style()
    heads = ["Licensed premises visited", "Breaches found", "Compliance rate"]
    rows: list[list[object]] = [[f"Licensing team, {area}"], [], ["Quarter", *heads], ["", "no.", "no.", "%"]]
    figures = []
    for q in quarters:
        values = [m.count(), m.count(), m.share()]
        rows.append([style(q), *values])
        figures += [Figure(x, code, q.key, v) for x, v in zip(heads, values, strict=True)]
    return Case("", [Tab("Licensing", rows)], figures, file="licensing.xlsx")


def caseload(m: Maker) -> Case:
    """Caseloads at the end of each quarter, by team, with long headings that break over lines."""
    quarters, (area, code) = m.quarters(4), m.one_area()
    teams = ["Community orders", "Licence", "In custody"]
    heads = ["Caseload at\nquarter ending\n{} {}".format(*long_months(q)[1:]) for q in quarters]
    rows: list[list[object]] = [[f"Probation delivery unit: {area}"], [], ["Type of supervision", *heads]]
    figures = []
    for team in teams:
        values = [m.count() for _ in quarters]
        rows.append([team, *values])
        figures += [Figure(team, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
    return Case("", [Tab("Caseload", rows)], figures, file="PDU caseload.xlsx")


def no_area(m: Maker) -> Case:
    """A housing association's return that never says where it is."""
    quarters, style = m.quarters(4), m.quarter_style()
    labels = ["Injunctions obtained", "Acceptable behaviour contracts", "Good neighbour agreements"]
    rows: list[list[object]] = [["Tenancy enforcement"], [], ["", *(style(q) for q in quarters)]]
    figures = []
    for text in labels:
        values = [m.count() for _ in quarters]
        rows.append([text, *values])
        figures += [Figure(text, "E09000006", q.key, v) for q, v in zip(quarters, values, strict=True)]
    return Case("", [Tab("Sheet1", rows)], figures, answers={"area": "E09000006"}, file="tenancy.xlsx")


def no_period(m: Maker) -> Case:
    """A table of measures that says its quarter nowhere."""
    (when,), areas = m.quarters(1), m.areas(4)
    heads = ["Licences reviewed", "Licences revoked"]
    rows: list[list[object]] = [["Licensing reviews"], [], ["Borough", *heads]]
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in heads]
        rows.append([name, *values])
        figures += [Figure(x, code, when.key, v) for x, v in zip(heads, values, strict=True)]
    return Case("", [Tab("Sheet1", rows)], figures, answers={"period": when.key}, file="reviews.xlsx")


def in_the_file_name(m: Maker) -> Case:
    """Borough and quarter only in the name of the file."""
    (when,), (area, code) = m.quarters(1), m.one_area()
    labels = ["Calls answered", "Calls abandoned", "Average wait (secs)"]
    values = [m.thousands(), m.count(), m.count()]
    rows: list[list[object]] = [
        ["Measure", "Actual", "Target"],
        *([x, v, 100] for x, v in zip(labels, values, strict=True)),
    ]
    figures = [Figure(x, code, when.key, v) for x, v in zip(labels, values, strict=True)]
    name = f"{area}_out_of_hours_Q{when.quarter_number}_{fy(when, between='-')}"
    return Case("", [Tab("Sheet1", rows)], figures, file=f"{name}_v2 FINAL.xlsx")


def quarter_of_each_year(m: Maker) -> Case:
    """Years across, but the title says that each is only its third quarter."""
    year, areas = m.year(), m.areas(4)
    years = [year.shift(-1), year, year.shift(1)]
    title = "Fireworks complaints, Quarter 3 comparison"
    rows: list[list[object]] = [[title], [], ["Borough", *(fy(y) for y in years)]]
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in years]
        rows.append([name, *values])
        figures += [Figure(title, code, f"{y.key}-Q3", v) for y, v in zip(years, values, strict=True)]
    return Case("", [Tab("Q3", rows)], figures, answers={"narrowed": "yes"}, file="fireworks.xlsx")


def year_to_date(m: Maker) -> Case:
    """Quarters so far and a column for the year, which is not over."""
    year, areas = m.year(), m.areas(4)
    filled = m.random.choice((2, 3))
    title = "Street drinking reports"
    rows: list[list[object]] = [[title], [], ["Borough", *(f"Q{k} {fy(year)}" for k in range(1, 5)), fy(year)]]
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in range(filled)]
        later: list[object] = [""] * (4 - filled)
        rows.append([name, *values, *later, sum(values)])
        figures += [Figure(title, code, f"{year.key}-Q{k}", v) for k, v in enumerate(values, 1)]
    return Case("", [Tab("Data", rows)], figures, file="street drinking.xlsx")


FAMILIES = {
    "scorecard": (scorecard, 3),
    "form_without_headings": (form_without_headings, 2),
    "form_with_months": (form_with_months, 2),
    "percentages": (percentages, 2),
    "quarters_down": (quarters_down, 2),
    "caseload": (caseload, 2),
    "no_area": (no_area, 1),
    "no_period": (no_period, 1),
    "in_the_file_name": (in_the_file_name, 2),
    "quarter_of_each_year": (quarter_of_each_year, 1),
    "year_to_date": (year_to_date, 2),
}
