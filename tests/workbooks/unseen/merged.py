"""Cells merged over what they mean: areas, measures, years; and their spans when the sheets are many."""

from tests.workbooks._case import Case, Figure, Maker, Tab, fy, months_of
from tests.workbooks.unseen._lines import lines, short_year


def area_over_quarters(m: Maker) -> Case:
    """Each borough merged down over its quarters, measures across."""
    quarters, areas = m.quarters(4), m.areas(3)
    heads = ["Walkabouts", "Surgeries held", "Letters delivered"]
    rows: list[list[object]] = [["Ward panels"], [], ["Borough", "Period", *heads]]
    figures, merged = [], []
    for name, code in areas.items():
        merged.append(f"A{len(rows) + 1}:A{len(rows) + 4}")
        for k, q in enumerate(quarters):
            values = [m.count() for _ in heads]
            span = f"Q{q.quarter_number} ({months_of(q)[0]} - {months_of(q)[1]}) {short_year(q)}"
            rows.append([name if k == 0 else "", span, *values])
            figures += [Figure(x, code, q.key, v) for x, v in zip(heads, values, strict=True)]
    return Case("", [Tab("Panels", rows, merged=tuple(merged))], figures, file="panels.xlsx")


def areas_above_quarters(m: Maker) -> Case:
    """Boroughs merged across over the same quarters, measures down."""
    quarters, areas, style = m.quarters(3), m.areas(3), m.quarter_style()
    labels = ("Placements outside London", "Missing from care", "Return interviews offered")
    rows: list[list[object]] = [
        ["Children in care: exploitation"],
        ["", *(c for name in areas for c in (name, "", ""))],
        ["Indicator", *([style(q) for q in quarters] * 3)],
    ]
    figures = []
    for text in labels:
        row: list[object] = [text]
        for code in areas.values():
            values = [m.count() for _ in quarters]
            row += values
            figures += [Figure(text, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
        rows.append(row)
    return Case("", [Tab("Care", rows, merged=("B2:D2", "E2:G2", "H2:J2"))], figures, file="care.xlsx")


def measure_over_areas(m: Maker) -> Case:
    """Each measure merged down over the boroughs, quarters across, a subtotal after each measure."""
    quarters, areas, style = m.quarters(4), m.areas(3), m.quarter_style()
    rows: list[list[object]] = [["Substance misuse services"], [], ["Measure", "Area", *(style(q) for q in quarters)]]
    figures, merged = [], []
    for text in ("In treatment", "Unplanned exits", "Naloxone kits"):
        merged.append(f"A{len(rows) + 1}:A{len(rows) + 4}")
        sums = [0] * 4
        for k, (name, code) in enumerate(areas.items()):
            values = [m.count() for _ in quarters]
            sums = [a + b for a, b in zip(sums, values, strict=True)]
            rows.append([text if k == 0 else "", name, *values])
            figures += [Figure(text, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
        rows.append(["", "Total", *sums])
    return Case("", [Tab("NDTMS", rows, merged=tuple(merged))], figures, file="treatment.xlsx")


def year_down_the_side(m: Maker) -> Case:
    """The financial year merged down over its quarters, boroughs across."""
    year, areas = m.year(), m.areas(4)
    title = "Harassment warnings"
    rows: list[list[object]] = [[title], [], ["Year", "Qtr", *areas]]
    figures, merged = [], []
    for y in (year, year.shift(1)):
        merged.append(f"A{len(rows) + 1}:A{len(rows) + 4}")
        for k in range(1, 5):
            values = [m.count() for _ in areas]
            rows.append([fy(y) if k == 1 else "", f"Q{k}", *values])
            figures += [Figure(title, code, f"{y.key}-Q{k}", v) for code, v in zip(areas.values(), values, strict=True)]
    return Case("", [Tab("Warnings", rows, merged=tuple(merged))], figures, file="warnings.xlsx")


def title_over_lines(m: Maker) -> Case:
    """One merged title cell of three lines: partnership, matter, quarter."""
    (when,), areas = m.quarters(1), m.areas(4)
    span = f"{months_of(when)[0]} - {months_of(when)[1]} {months_of(when)[2]}"
    title = f"South London partnership\nTraffic collisions\nQuarter {when.quarter_number} ({span})"
    heads = ["Slight", "Serious", "Fatal"]
    rows: list[list[object]] = [[title], ["Highway authority", *heads]]
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in heads]
        rows.append([name, *values])
        figures += [Figure(x, code, when.key, v) for x, v in zip(heads, values, strict=True)]
    return Case("", [Tab("Collisions", rows, merged=("A1:D1",))], figures, file="collisions.xlsx")


def sheet_a_year(m: Maker) -> Case:
    """A sheet for each financial year, named 2023-24; on each, boroughs by Q1 to Q4."""
    year, areas = m.year(), m.areas(4)
    tabs, figures = [], []
    for y in (year.shift(-1), year):
        rows: list[list[object]] = [["Mental health crisis calls"], [], ["Borough", "Q1", "Q2", "Q3", "Q4", "Total"]]
        for name, code in areas.items():
            values = [m.count() for _ in range(4)]
            rows.append([name, *values, sum(values)])
            figures += [Figure("Mental health crisis calls", code, f"{y.key}-Q{k}", v) for k, v in enumerate(values, 1)]
        tabs.append(Tab(fy(y, between="-"), rows))
    return Case("", tabs, figures, file="crisis calls.xlsx")


def sheet_a_dated_month(m: Maker) -> Case:
    """A sheet for each month, named Apr 24; boroughs by measure; a sheet of charts first."""
    months, areas = m.months(3), m.areas(3)
    heads = ["Tickets", "Warnings", "Arrests"]
    tabs, figures = [Tab("Charts", [["Trend charts"]])], []
    for p in months:
        rows: list[list[object]] = [["Fare evasion operations"], ["Borough", *heads]]
        for name, code in areas.items():
            values = [m.count() for _ in heads]
            rows.append([name, *values])
            figures += [Figure(x, code, p.key, v) for x, v in zip(heads, values, strict=True)]
        tabs.append(Tab(f"{months_of(p)[0]} {p.first // 12 % 100}", rows))
    return Case("", tabs, figures, file="fare evasion.ods")


def nothing_but_the_table(m: Maker) -> Case:
    """A table at the top of a sheet, its matter only in the corner cell."""
    quarters, areas, style = m.quarters(4), m.areas(4), m.quarter_style()
    title = "Needles collected"
    body, figures = lines(m, title, areas, quarters)
    return Case("", [Tab("Sheet1", [[title, *(style(q) for q in quarters)], *body])], figures, file="book1.xlsx")


FAMILIES = {
    "area_over_quarters": (area_over_quarters, 2),
    "areas_above_quarters": (areas_above_quarters, 1),
    "measure_over_areas": (measure_over_areas, 2),
    "year_down_the_side": (year_down_the_side, 1),
    "title_over_lines": (title_over_lines, 1),
    "sheet_a_year": (sheet_a_year, 1),
    "sheet_a_dated_month": (sheet_a_dated_month, 1),
    "nothing_but_the_table": (nothing_but_the_table, 1),
}
