"""The awkward ones: habits that make a table easy to misread."""

import datetime as dt

from dashboard.periods import Grain, Period
from tests.workbooks._case import Case, Figure, Maker, Tab, fy, long_months, months_of


def _month(year: int, number: int) -> str:
    return f"{year}-{number:02d}"


def actual_and_target(m: Maker) -> Case:
    """Each quarter merged over Actual, Target and RAG."""
    year, (area, code) = m.year(), m.one_area()
    labels = ["Hotspots patrolled", "Problem profiles written"]
    top: list[object] = ["", "Performance indicator"]
    low: list[object] = ["No.", ""]
    for k in range(1, 5):
        top += [f"Q{k}", "", ""]
        low += ["Actual", "Target", "RAG"]
    rows: list[list[object]] = [[f"{area} tasking group {fy(year)}"], [], top, low]
    figures = []
    for number, text in enumerate(labels, 1):
        row: list[object] = [number, text]
        for k in range(1, 5):
            row += [value := m.count(), 100, m.pick("G", "A", "R")]
            figures.append(Figure(text, code, f"{year.key}-Q{k}", value))
        rows.append(row)
    return Case("", [Tab("KPIs", rows, merged=("C3:E3", "F3:H3", "I3:K3", "L3:N3"))], figures, file="tasking.xlsx")


def target_rows(m: Maker) -> Case:
    """Two lines for each indicator, one of them its target."""
    quarters, (area, code), style = m.quarters(4), m.one_area(), m.quarter_style()
    rows: list[list[object]] = [[area], [], ["Indicator", "", *(style(q) for q in quarters)]]
    figures = []
    for text in ("Hate crime panels", "Third-party reports"):
        values = [m.count() for _ in quarters]
        rows += [[text, "Actual", *values], ["", "Target", *(90 for _ in quarters)]]
        figures += [Figure(text, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
    return Case("", [Tab("Hate crime", rows)], figures, file="hate crime.xlsx")


def this_and_last(m: Maker) -> Case:
    """This quarter, last quarter and the same quarter last year, with the quarter in the title; an arrow beside."""
    (when,), (area, code), style = m.quarters(1), m.one_area(), m.quarter_style()
    rows: list[list[object]] = [
        [f"{area} – {style(when)}"],
        [],
        ["Measure", "This quarter", "Last quarter", "Same quarter last year", ""],
    ]
    figures = []
    for text in ("Knife bins emptied", "Knives surrendered", "Retailers trained"):
        rows.append([text, value := m.count(), m.count(), m.count(), m.pick("▲", "▼")])
        figures.append(Figure(text, code, when.key, value))
    return Case("", [Tab("Dashboard", rows)], figures, file="knife.xlsx")


def two_tables(m: Maker) -> Case:
    """Two tables on one sheet, one below the other, each under its own title."""
    quarters, areas, style = m.quarters(4), m.areas(4), m.quarter_style()
    rows: list[list[object]] = [["Road safety"], []]
    figures = []
    for measure in ("Speeding fines", "Seat belt offences"):
        rows += [[measure], ["Borough", *(style(q) for q in quarters)]]
        for name, code in areas.items():
            values = [m.count() for _ in quarters]
            rows.append([name, *values])
            figures += [Figure(measure, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
        rows += [["Total", *(1 for _ in quarters)], []]
    return Case("", [Tab("Roads", rows)], figures, file="roads.xlsx")


def short_names(m: Maker) -> Case:
    """Boroughs by the names that Londoners use."""
    quarters, style = m.quarters(3), m.quarter_style()
    areas = {
        "Kingston": "E09000021",
        "H&F": "E09000013",
        "Barking & Dagenham": "E09000002",
        "LB Bromley": "E09000006",
        "Richmond": "E09000027",
    }
    if m.random.random() < 0.5:
        areas.pop("H&F")
    rows: list[list[object]] = [["Thames towpath incidents"], [], ["Borough", *(style(q) for q in quarters)]]
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in quarters]
        rows.append([name, *values])
        figures += [Figure("Thames towpath incidents", code, q.key, v) for q, v in zip(quarters, values, strict=True)]
    return Case("", [Tab("Towpath", rows)], figures, file="towpath.xlsx")


def months_to(m: Maker) -> Case:
    """Months without a year; the title names only the span that they lie in, over the turn of the year."""
    areas, year = m.areas(4), m.random.choice((2023, 2024))
    names = ["Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    keys = [_month(year, 10), _month(year, 11), _month(year, 12), *(_month(year + 1, k) for k in (1, 2, 3))]
    title = "Winter shelter stays"
    rows: list[list[object]] = [[f"{title}, October {year} to March {year + 1}"], [], ["Borough", *names]]
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in names]
        rows.append([name, *values])
        figures += [Figure(title, code, k, v) for k, v in zip(keys, values, strict=True)]
    return Case("", [Tab("Sheet1", rows)], figures, file="shelter.xlsx")


def half_year_to(m: Maker) -> Case:
    """Months without a year that lead up to the month which the title names."""
    areas, year = m.areas(4), m.random.choice((2023, 2024))
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
    title = "E-scooter seizures"
    rows: list[list[object]] = [[f"{title} - data to June {year}"], [], ["Borough", *names]]
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in names]
        rows.append([name, *values])
        figures += [Figure(title, code, _month(year, k), v) for k, v in enumerate(values, 1)]
    return Case("", [Tab("Sheet1", rows)], figures, file="scooters.xlsx")


def sheet_a_month(m: Maker) -> Case:
    """A sheet for each month, named only Apr, May, Jun; the year in the file's name; a sheet that adds them up."""
    year, areas = m.year(), m.areas(4)
    heads = ["Alcohol seizures", "Confiscations from under 18s"]
    tabs, figures = [], []
    sums = {name: [0, 0] for name in areas}
    for k, month_name in enumerate(("Apr", "May", "Jun"), 4):
        rows: list[list[object]] = [["Borough", *heads]]
        for name, code in areas.items():
            values = [m.count() for _ in heads]
            sums[name] = [a + b for a, b in zip(sums[name], values, strict=True)]
            rows.append([name, *values])
            figures += [Figure(x, code, _month(year.first // 12, k), v) for x, v in zip(heads, values, strict=True)]
        tabs.append(Tab(month_name, rows))
    tabs.append(Tab(m.pick("YTD", "Total"), [["Borough", *heads], *([n, *v] for n, v in sums.items())]))
    return Case("", tabs, figures, file=f"Alcohol {fy(year, between='-')}.xlsx")


def centred_title(m: Maker) -> Case:
    """A title typed into the middle, right above the headings, with the quarter in it."""
    (when,), areas, style = m.quarters(1), m.areas(4), m.quarter_style()
    heads = ["Stops", "Searches", "Arrests made"]
    rows: list[list[object]] = [["", "", f"Transport hub policing {style(when)}"], ["Borough", *heads]]
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in heads]
        rows.append([name, *values])
        figures += [Figure(x, code, when.key, v) for x, v in zip(heads, values, strict=True)]
    return Case("", [Tab("Hubs", rows)], figures, file="hubs.xlsx")


def short_years(m: Maker) -> Case:
    """Financial years as 23-24, calendar months over two heading rows in another table."""
    areas = m.areas(3)
    rows: list[list[object]] = [["Borough", "Financial year", "Orders made", "Orders breached"]]
    figures = []
    for name, code in areas.items():
        for year in (22, 23, 24):
            values = [m.count(), m.count()]
            rows.append([name, f"{year}-{year + 1}", *values])
            figures += [Figure(x, code, f"FY20{year}-{year + 1}", v) for x, v in zip(rows[0][2:], values, strict=True)]
    return Case("", [Tab("CBO", rows)], figures, file="cbo.csv")


def calendar_months(m: Maker) -> Case:
    """Calendar years merged over January to December."""
    (area, code), names = (
        m.one_area(),
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    )
    labels = ["Primary fires", "Secondary fires", "False alarms"]
    rows: list[list[object]] = [[f"Fires in {area}"], ["", 2023, *[""] * 11, 2024], ["", *names, *names]]
    figures = []
    for text in labels:
        values = [m.count() for _ in range(24)]
        rows.append([text, *values])
        figures += [Figure(text, code, _month(2023 + k // 12, k % 12 + 1), v) for k, v in enumerate(values)]
    return Case("", [Tab("LFB", rows, merged=("B2:M2", "N2:Y2"))], figures, file="lfb.xlsx")


def total_first(m: Maker) -> Case:
    """The total above its parts, remarks to the right, a column that numbers the rows."""
    quarters, areas, style = m.quarters(4), m.areas(4), m.quarter_style()
    title = "Vehicle crime prevention visits"
    rows: list[list[object]] = [[title], ["#", "Local authority", *(style(q) for q in quarters), "Notes"]]
    figures, body = [], []
    for number, (name, code) in enumerate(areas.items(), 1):
        values = [m.count() for _ in quarters]
        body.append([number, name, *values, "New team in place" if number == 2 else ""])
        figures += [Figure(title, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
    rows += [["", "All areas", *(sum(r[c] for r in body) for c in range(2, 6)), ""], *body]
    return Case("", [Tab("Visits", rows)], figures, file="visits.xlsx")


def area_down_the_side(m: Maker) -> Case:
    """The borough merged down the first column beside all its measures; real month dates across."""
    months, (area, code) = m.months(6), m.one_area()
    labels = ["Missed collections", "Bulky waste jobs", "Alleys cleared"]
    rows: list[list[object]] = [
        ["Cleaner streets contract"],
        [],
        ["Borough", "Measure", *(dt.datetime(p.start.year, p.start.month, 1) for p in months)],
    ]
    figures = []
    for number, text in enumerate(labels):
        values = [m.count() for _ in months]
        rows.append([area if number == 0 else "", text, *values])
        figures += [Figure(text, code, p.key, v) for p, v in zip(months, values, strict=True)]
    return Case("", [Tab("Contract", rows, merged=("A4:A6",))], figures, file="contract.ods")


def quarters_above_years(m: Maker) -> Case:
    """Quarters merged over years: the same quarter of two years side by side."""
    year, areas = m.year(), m.areas(4)
    years = [year, year.shift(1)]
    top: list[object] = ["Borough"]
    low: list[object] = [""]
    for k in range(1, 5):
        top += [f"Quarter {k}", ""]
        low += [fy(y) for y in years]
    title = "Licensing complaints"
    rows: list[list[object]] = [[title], [], top, low]
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in range(8)]
        rows.append([name, *values])
        figures += [Figure(title, code, f"{years[k % 2].key}-Q{k // 2 + 1}", v) for k, v in enumerate(values)]
    return Case(
        "", [Tab("Complaints", rows, merged=("B3:C3", "D3:E3", "F3:G3", "H3:I3"))], figures, file="complaints.xlsx"
    )


def counts_with_shares(m: Maker) -> Case:
    """Cells that hold a count and a share together, as 12 (34%): no program should guess at them."""
    quarters, (area, code), style = m.quarters(3), m.one_area(), m.quarter_style()
    rows: list[list[object]] = [[area], [], ["Outcome", *(style(q) for q in quarters)]]
    figures = []
    for text in ("Goals met", "Goals partly met", "Disengaged"):
        values = [m.count(5, 60) for _ in quarters]
        rows.append([text, *(f"{v} ({v}%)" for v in values)])
        figures += [Figure(text, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
    return Case("", [Tab("Outcomes", rows)], figures, file="outcomes.xlsx")


def one_period_per_row_pair(m: Maker) -> Case:
    """Start and end date in two columns, as 01/04/2024 and 30/06/2024."""
    quarters, areas = m.quarters(3), m.areas(3)
    rows: list[list[object]] = [["Borough", "Period start", "Period end", "Referrals to mediation"]]
    figures = []
    for name, code in areas.items():
        for q in quarters:
            rows.append([name, q.start.strftime("%d/%m/%Y"), q.end.strftime("%d/%m/%Y"), value := m.count()])
            figures.append(Figure("Referrals to mediation", code, q.key, value))
    return Case("", [Tab("Mediation", rows)], figures, file="mediation.csv")


def long_sentences(m: Maker) -> Case:
    """A return with questions as labels, the answers for each month of the quarter, the borough in the header band."""
    (when,), (area, code) = m.quarters(1), m.one_area()
    names = ["{} {}".format(*long_months(Period(k, Grain.MONTH))[::2]) for k in when.months()]
    keys = [f"{k // 12}-{k % 12 + 1:02d}" for k in when.months()]
    labels = [
        "How many households were helped to stay in their own homes with extra security?",
        "How many children were living in those households at the time of the referral?",
        "How many were referred by the police?",
    ]
    rows: list[list[object]] = [[f"LB {area} sanctuary scheme"], [], ["Question", *names]]
    figures = []
    for text in labels:
        values = [m.count() for _ in keys]
        rows.append([text, *values])
        figures += [Figure(text, code, k, v) for k, v in zip(keys, values, strict=True)]
    return Case("", [Tab("Sanctuary", rows)], figures, file=f"sanctuary {months_of(when)[2]}.xlsx")


FAMILIES = {
    "actual_and_target": (actual_and_target, 2),
    "target_rows": (target_rows, 1),
    "this_and_last": (this_and_last, 2),
    "two_tables": (two_tables, 2),
    "short_names": (short_names, 2),
    "months_to": (months_to, 1),
    "half_year_to": (half_year_to, 1),
    "sheet_a_month": (sheet_a_month, 2),
    "centred_title": (centred_title, 2),
    "short_years": (short_years, 1),
    "calendar_months": (calendar_months, 1),
    "total_first": (total_first, 2),
    "area_down_the_side": (area_down_the_side, 1),
    "quarters_above_years": (quarters_above_years, 1),
    "counts_with_shares": (counts_with_shares, 1),
    "one_period_per_row_pair": (one_period_per_row_pair, 1),
    "long_sentences": (long_sentences, 2),
}
