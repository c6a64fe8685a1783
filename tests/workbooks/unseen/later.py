"""A second set, written when the first had been mended and measured once: what mending the first did for others."""

import datetime as dt

from dashboard.periods import Period
from tests.workbooks._case import LONG_MONTHS, Case, Figure, Maker, Tab, fy, long_months, months_of
from tests.workbooks.unseen._lines import lines, month_name, short_year, two_digits


def flat_actual_and_target(m: Maker) -> Case:
    """“Apr-24 Actual” and “Apr-24 Target” beside each other in one line of headings."""
    months, areas = m.months(4), m.areas(4)
    title = "Home fire safety visits"
    heads = [f"{month_name(p)}-{two_digits(p)} {what}" for p in months for what in ("Actual", "Target")]
    rows: list[list[object]] = [[title], [], ["Borough", *heads]]
    figures = []
    for name, code in areas.items():
        row: list[object] = [name]
        for p in months:
            row += [value := m.count(), 150]
            figures.append(Figure(title, code, p.key, value))
        rows.append(row)
    return Case("", [Tab("Visits", rows)], figures, file="safety visits.xlsx")


def form_export(m: Maker) -> Case:
    """An online form's export: a time stamp, the borough, the quarter, then questions as headings."""
    quarters, areas = m.quarters(2), m.areas(4)
    heads = ["How many sessions were held?", "How many people came?", "How many were referred on?"]
    rows: list[list[object]] = [["Timestamp", "Which borough?", "Which quarter?", *heads]]
    figures = []
    for q in quarters:
        for name, code in areas.items():
            values = [m.count() for _ in heads]
            stamp = dt.datetime(q.end.year, q.end.month, 28, 9, 30)
            rows.append([stamp, name, f"Q{q.quarter_number} {fy(q)}", *values])
            figures += [Figure(x, code, q.key, v) for x, v in zip(heads, values, strict=True)]
    return Case("", [Tab("Form responses 1", rows)], figures, file="responses.xlsx")


def lead_agency(m: Maker) -> Case:
    """Each measure with the one agency that leads on it, quarters across, for the borough of the title."""
    quarters, (area, code), style = m.quarters(4), m.one_area(), m.quarter_style()
    rows: list[list[object]] = [
        [f"{area} serious violence duty: measures"],
        [],
        ["Measure", "Lead agency", *(style(q) for q in quarters)],
    ]
    figures = []
    for text, agency in (("Assault admissions", "Health"), ("Exclusions", "Schools"), ("Knife offences", "Police")):
        values = [m.count() for _ in quarters]
        rows.append([text, agency, *values])
        figures += [Figure(text, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
    return Case("", [Tab("SVD", rows)], figures, file="duty.xlsx")


def numbered_questions(m: Maker) -> Case:
    """Questions numbered 1.1, 1.2 in a column of their own, the months of the quarter across, a total."""
    (when,), (area, code) = m.quarters(1), m.one_area()
    months = [Period(k, m.months(1)[0].grain) for k in when.months()]
    rows: list[list[object]] = [
        ["Refuge and outreach monitoring form"],
        ["Local authority", area],
        [],
        ["", "Question", *(LONG_MONTHS[p.first % 12] + f" {p.first // 12}" for p in months), "Quarter total"],
    ]
    figures = []
    for number, text in enumerate(("Bed spaces let", "Refused for lack of space", "Moved to own home"), 1):
        values = [m.count() for _ in months]
        rows.append([f"1.{number}", text, *values, sum(values)])
        figures += [Figure(text, code, p.key, v) for p, v in zip(months, values, strict=True)]
    return Case("", [Tab("Form", rows)], figures, file="refuge.xlsx")


def sections_of_quarters(m: Maker) -> Case:
    """A line with the quarter above each block of boroughs."""
    quarters, areas = m.quarters(3), m.areas(4)
    heads = ["Trained", "Waiting"]
    rows: list[list[object]] = [["Bystander training"], [], ["Borough", *heads]]
    figures = []
    for q in quarters:
        rows.append([f"{fy(q)} Quarter {q.quarter_number} ({months_of(q)[0]}-{months_of(q)[1]})"])
        for name, code in areas.items():
            values = [m.count() for _ in heads]
            rows.append([name, *values])
            figures += [Figure(x, code, q.key, v) for x, v in zip(heads, values, strict=True)]
    return Case("", [Tab("Training", rows)], figures, file="bystanders.xlsx")


def rolling_headings(m: Maker) -> Case:
    """Rates for twelve months, newest last, a rank behind each."""
    quarters, areas = m.quarters(3), m.areas(5)
    title = "Domestic abuse flagged offences per 1,000 residents"
    rows: list[list[object]] = [
        [title],
        [],
        ["", *(c for q in quarters for c in (f"Rolling 12 months to {long_months(q)[1]} {q.last // 12}", "Rank"))],
    ]
    figures = []
    for place, (name, code) in enumerate(areas.items(), 1):
        row: list[object] = [name]
        for q in quarters:
            row += [value := m.share(), place]
            figures.append(Figure(title, code, _twelve_to(q), value))
        rows.append(row)
    return Case("", [Tab("Rates", rows)], figures, file="da rates.xlsx")


def _twelve_to(q: Period) -> str:
    year, number = q.last // 12, q.last % 12 + 1
    return {3: f"FY{year - 1}-{year % 100:02d}", 12: f"CY{year}"}.get(number, f"R12:{year}-{number:02d}")


def two_labels_and_months(m: Maker) -> Case:
    """Group and offence in two columns, borough in a third, months as 202404 across."""
    months, areas = m.months(5), m.areas(2)
    heads = [f"{p.first // 12}{p.first % 12 + 1:02d}" for p in months]
    rows: list[list[object]] = [["Category", "Offence", "Borough", *heads]]
    figures = []
    for group, text in (("Vehicle", "Theft of number plates"), ("Vehicle", "Keyless theft"), ("Other", "Dog theft")):
        for name, code in areas.items():
            values = [m.count() for _ in months]
            rows.append([group, text, name, *values])
            figures += [Figure(f"{group}: {text}", code, p.key, v) for p, v in zip(months, values, strict=True)]
    return Case("", [Tab("x", rows)], figures, file="offence extract.csv")


def number_and_rate_of_one_quarter(m: Maker) -> Case:
    """Referrals, repeats and the share of repeats for one quarter, boroughs down, the region last."""
    (when,), areas = m.quarters(1), m.areas(5)
    heads = ["Number of cases", "Repeat cases", "Repeat rate (%)"]
    rows: list[list[object]] = [
        ["Stalking clinic"],
        [f"Quarter {when.quarter_number} - {long_months(when)[0]} to {long_months(when)[1]} {when.last // 12}"],
        [],
        ["Referring borough", *heads],
    ]
    figures = []
    for name, code in areas.items():
        values = [m.count(), m.count(1, 5), m.share()]
        rows.append([name, *values])
        figures += [Figure(x, code, when.key, v) for x, v in zip(heads, values, strict=True)]
    return Case("", [Tab("Clinic", rows)], figures, file="clinic.xlsx")


def calendar_quarters(m: Maker) -> Case:
    """2024-Q3 of the calendar year, in a csv."""
    areas = m.areas(3)
    rows: list[list[object]] = [["area", "quarter", "value"]]
    figures = []
    for name, code in areas.items():
        for year, number in ((2023, 4), (2024, 1), (2024, 2)):
            rows.append([name, f"{year}-Q{number}", value := m.count()])
            first = year if number > 1 else year - 1
            key = f"FY{first}-{(first + 1) % 100:02d}-Q{(number - 2) % 4 + 1}"
            figures.append(Figure("value", code, key, value))
    return Case("", [Tab("x", rows)], figures, answers={"quarters": "calendar"}, file="moped crashes.csv")


def year_in_the_corner(m: Maker) -> Case:
    """The financial year in the corner cell over Q1 to Q4."""
    year, areas = m.year(), m.areas(4)
    title = "Graffiti removals"
    rows: list[list[object]] = [[title], [], [fy(year), "Q1", "Q2", "Q3", "Q4"]]
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in range(4)]
        rows.append([name, *values])
        figures += [Figure(title, code, f"{year.key}-Q{k}", v) for k, v in enumerate(values, 1)]
    return Case("", [Tab("Graffiti", rows)], figures, file="graffiti.xlsx")


def month_ends_with_quarter(m: Maker) -> Case:
    """“Jun-24 (Q1)” as headings of quarters."""
    quarters, areas = m.quarters(4), m.areas(4)
    title = "Open cases at the end of the quarter"
    body, figures = lines(m, title, areas, quarters)
    heads = [f"{months_of(q)[1]}-{two_digits(q)} (Q{q.quarter_number})" for q in quarters]
    rows: list[list[object]] = [[title], [], ["Borough", *heads], *body]
    return Case("", [Tab("Cases", rows)], figures, answers={"dates": "quarter"}, file="open cases.xlsx")


def nothing_and_nil(m: Maker) -> Case:
    """Cells with nil, n/a, a dash and nothing among the numbers."""
    quarters, areas = m.quarters(4), m.areas(4)
    title = "Closure orders"
    body, figures = lines(m, title, areas, quarters)
    keys = [q.key for q in quarters]
    codes = list(areas.values())
    body[0][1], body[1][2], body[2][3] = "n/a", "", ".."
    gone = {(codes[0], keys[0]), (codes[1], keys[1]), (codes[2], keys[2])}
    figures = [f for f in figures if (f.area, f.period) not in gone]
    heads = [f"Q{q.quarter_number}: {short_year(q)}" for q in quarters]
    rows: list[list[object]] = [[title], [], ["Borough", *heads], *body]
    return Case("", [Tab("Orders", rows)], figures, file="closure.ods")


def one_borough_total(m: Maker) -> Case:
    """Wards of one borough with “Bromley total” last; months across."""
    months = m.months(4)
    title = "Needle finds"
    rows: list[list[object]] = [
        [title],
        [],
        ["Ward", *("{} {}".format(*months_of(p)[1:]) for p in months)],
    ]
    figures, allowed, sums = [], [], [0] * 4
    for ward in ("Biggin Hill", "Clock House", "Crystal Palace", "Darwin"):
        values = [m.count() for _ in months]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        rows.append([ward, *values])
        figures += [Figure(title, "E09000006", p.key, v, ward) for p, v in zip(months, values, strict=True)]
    rows.append(["Bromley total", *sums])
    allowed += [Figure(title, "E09000006", p.key, v) for p, v in zip(months, sums, strict=True)]
    return Case("", [Tab("Wards", rows)], figures, allowed, answers={"area": "E09000006"}, file="needles.xlsx")


def two_lines_of_title_and_contents(m: Maker) -> Case:
    """A sheet of contents with links, and a sheet for each of two measures with the same layout."""
    quarters, areas, style = m.quarters(3), m.areas(3), m.quarter_style()
    tabs, figures = [Tab("Contents", [["Tab", "Title"], ["1", "Visits"], ["2", "Calls"]])], []
    for number, measure in enumerate(("Visits to licensed premises", "Calls from licensed premises"), 1):
        body, found = lines(m, measure, areas, quarters)
        rows: list[list[object]] = [[f"{number}. {measure}"], ["Back to contents"], []]
        rows += [["Borough", *(style(q) for q in quarters)], *body]
        tabs.append(Tab(str(number), rows))
        figures += found
    return Case("", tabs, figures, file="licensing.xlsx")


def quarters_down_boroughs_across_totals(m: Maker) -> Case:
    """Quarters down with the year only in the title, boroughs across, totals on both sides."""
    year, areas = m.year(), m.areas(4)
    title = "Hoax calls"
    rows: list[list[object]] = [[f"{title} in {fy(year, between='-')}"], [], ["", *areas, "Total"]]
    figures = []
    for k in range(1, 5):
        values = [m.count() for _ in areas]
        rows.append([f"Qtr {k}", *values, sum(values)])
        figures += [Figure(title, code, f"{year.key}-Q{k}", v) for code, v in zip(areas.values(), values, strict=True)]
    rows.append(["Total", *(sum(int(str(r[c])) for r in rows[3:]) for c in range(1, 6))])
    return Case("", [Tab("Hoax", rows)], figures, file="hoax.xlsx")


FAMILIES = {
    "flat_actual_and_target": (flat_actual_and_target, 2),
    "form_export": (form_export, 2),
    "lead_agency": (lead_agency, 1),
    "numbered_questions": (numbered_questions, 2),
    "sections_of_quarters": (sections_of_quarters, 2),
    "rolling_headings": (rolling_headings, 1),
    "two_labels_and_months": (two_labels_and_months, 2),
    "number_and_rate_of_one_quarter": (number_and_rate_of_one_quarter, 2),
    "calendar_quarters": (calendar_quarters, 1),
    "year_in_the_corner": (year_in_the_corner, 2),
    "month_ends_with_quarter": (month_ends_with_quarter, 1),
    "nothing_and_nil": (nothing_and_nil, 2),
    "one_borough_total": (one_borough_total, 1),
    "two_lines_of_title_and_contents": (two_lines_of_title_and_contents, 1),
    "quarters_down_boroughs_across_totals": (quarters_down_boroughs_across_totals, 2),
}
