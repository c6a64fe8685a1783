"""Pivot tables as they are copied or exported, and what data tools write around their exports."""

from tests.workbooks._case import Case, Figure, Maker, Tab, comma, fy
from tests.workbooks.unseen._lines import lines, month_name, two_digits

KINDS = ("Burglary of sheds", "Theft from vans")


def tabular(m: Maker) -> Case:
    """Borough, kind and quarters; the borough written once, a subtotal after each, a grand total."""
    quarters, areas, style = m.quarters(3), m.areas(3), m.quarter_style()
    rows: list[list[object]] = [
        ["Sum of Count", "", "Quarter"],
        ["Borough", "Offence", *(style(q) for q in quarters), "Grand Total"],
    ]
    figures, whole = [], [0] * 4
    for name, code in areas.items():
        body, sums = [], [0] * 4
        for kind in KINDS:
            values = [m.count() for _ in quarters]
            figures += [Figure(kind, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
            values.append(sum(values))
            sums = [a + b for a, b in zip(sums, values, strict=True)]
            body.append([name if not body else "", kind, *values])
        whole = [a + b for a, b in zip(whole, sums, strict=True)]
        rows += [*body, [f"{name} Total", "", *sums]]
    rows.append(["Grand Total", "", *whole])
    return Case("", [Tab("Sheet4", rows)], figures, file="pivot.xlsx")


def outline(m: Maker) -> Case:
    """The borough on a line of its own, the kinds below it in the next column."""
    quarters, areas, style = m.quarters(3), m.areas(3), m.quarter_style()
    rows: list[list[object]] = [["Borough", "Offence", *(style(q) for q in quarters)]]
    figures = []
    for name, code in areas.items():
        rows.append([name])
        for kind in KINDS:
            values = [m.count() for _ in quarters]
            rows.append(["", kind, *values])
            figures += [Figure(kind, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
    return Case("", [Tab("Outline", rows)], figures, file="outline.xlsx")


def compact(m: Maker) -> Case:
    """Row labels: the borough with its total, its kinds below it in the same column."""
    quarters, areas, style = m.quarters(3), m.areas(3), m.quarter_style()
    rows: list[list[object]] = [
        ["Sum of Offences", "Column Labels"],
        ["Row Labels", *(style(q) for q in quarters), "Grand Total"],
    ]
    figures, allowed = [], []
    for name, code in areas.items():
        body = []
        for kind in KINDS:
            values = [m.count() for _ in quarters]
            body.append([kind, *values, sum(values)])
            figures += [Figure(kind, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
        sums = [sum(int(str(line[c])) for line in body) for c in range(1, 5)]
        allowed += [Figure("Total", code, q.key, v) for q, v in zip(quarters, sums[:3], strict=True)]
        rows += [[name, *sums], *body]
    rows.append(["Grand Total", *(1000 for _ in range(4))])
    return Case("", [Tab("Pivot", rows)], figures, allowed, file="compact.xlsx")


def years_with_totals(m: Maker) -> Case:
    """Columns: quarters under their year, which is written once and has a column of its total."""
    year, areas = m.year(), m.areas(4)
    years = [year, year.shift(1)]
    top: list[object] = ["Sum of Incidents"]
    low: list[object] = ["Borough"]
    for y in years:
        top += [fy(y), "", "", "", f"{fy(y)} Total"]
        low += ["Q1", "Q2", "Q3", "Q4", ""]
    rows: list[list[object]] = [top, low]
    figures, allowed = [], []
    for name, code in areas.items():
        row: list[object] = [name]
        for y in years:
            values = [m.count() for _ in range(4)]
            row += [*values, sum(values)]
            figures += [Figure("Incidents", code, f"{y.key}-Q{k}", v) for k, v in enumerate(values, 1)]
            allowed.append(Figure("Incidents", code, y.key, sum(values)))
        rows.append(row)
    return Case("", [Tab("Sheet2", rows)], figures, allowed, file="incidents pivot.xlsx")


def blank_label(m: Maker) -> Case:
    """A pivot with filter lines above, a line “(blank)” and a grand total."""
    months, areas = m.months(4), m.areas(4)
    body, figures = lines(m, "Calls", areas, months)
    heads = [f"{month_name(p)}-{two_digits(p)}" for p in months]
    rows: list[list[object]] = [
        ["Call type", "(Multiple Items)"],
        ["Closed", "(All)"],
        [],
        ["Count of Ref", "Column Labels"],
        ["Row Labels", *heads, "Grand Total"],
        *([*line, sum(int(str(v)) for v in line[1:])] for line in body),
        ["(blank)", 3, "", 1, "", 4],
        ["Grand Total", *(sum(int(str(line[c])) for line in body) for c in range(1, 5)), 9999],
    ]
    return Case("", [Tab("Pivot", rows)], figures, file="calls.xlsx")


def values_across(m: Maker) -> Case:
    """A line “Values” over “Sum of …” headings, quarters down as row labels for one borough."""
    quarters, (area, code), style = m.quarters(5), m.one_area(), m.quarter_style()
    heads = ["Sum of Visits", "Sum of Seizures"]
    rows: list[list[object]] = [["Borough", area], [], ["", "Values"], ["Row Labels", *heads]]
    figures, sums = [], [0, 0]
    for q in quarters:
        values = [m.count(), m.count()]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        rows.append([style(q), *values])
        figures += [Figure(x, code, q.key, v) for x, v in zip(heads, values, strict=True)]
    rows.append(["Grand Total", *sums])
    return Case("", [Tab("Sheet3", rows)], figures, file="visits pivot.xlsx")


def months_under_years(m: Maker) -> Case:
    """Row labels: a line with the year and its total, then its months."""
    (area, code), heads = m.one_area(), ["Jobs raised", "Jobs closed"]
    rows: list[list[object]] = [[f"Repairs after crime, {area}"], [], ["Month", *heads]]
    figures, allowed = [], []
    for year in (2023, 2024):
        body = []
        for k, name in enumerate(
            ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
        ):
            values = [m.count(), m.count()]
            body.append([name, *values])
            figures += [Figure(x, code, f"{year}-{k:02d}", v) for x, v in zip(heads, values, strict=True)]
        sums = [sum(int(str(line[c])) for line in body) for c in (1, 2)]
        allowed += [Figure(x, code, f"CY{year}", v) for x, v in zip(heads, sums, strict=True)]
        rows += [[year, *sums], *body]
    return Case("", [Tab("Repairs", rows)], figures, allowed, file="repairs.xlsx")


def applied_filters(m: Maker) -> Case:
    """A reporting tool's export: a total and, below, a cell with the filters that were set."""
    quarters, areas = m.quarters(3), m.areas(3)
    rows: list[list[object]] = [["Borough", "FinancialQuarter", "Total Reports", "Of which repeat"]]
    figures = []
    for name, code in areas.items():
        for q in quarters:
            values = [m.count(), m.count()]
            rows.append([name, f"FY{fy(q)} Q{q.quarter_number}", *values])
            figures += [Figure(str(x), code, q.key, v) for x, v in zip(rows[0][2:], values, strict=True)]
    rows.append(["Total", "", *(sum(int(str(r[c])) for r in rows[1:]) for c in (2, 3))])
    rows += [[], ["Applied filters:\nIncluded (1) True\nYear is 2019/20 or 2024/25"]]
    return Case("", [Tab("Export", rows)], figures, file="report server.xlsx")


def database_names(m: Maker) -> Case:
    """A query's csv: boro_nm, fin_year, fin_qtr, measure_desc, cnt."""
    quarters, areas = m.quarters(3), m.areas(3)
    rows: list[list[object]] = [["boro_nm", "fin_year", "fin_qtr", "measure_desc", "cnt"]]
    figures = []
    for name, code in areas.items():
        for q in quarters:
            first = q.fiscal_year.first // 12
            for kind in KINDS:
                rows.append([name, f"{first}/{first + 1}", q.quarter_number, kind, value := m.count()])
                figures.append(Figure(kind, code, q.key, value))
    return Case("", [Tab("x", rows)], figures, file="query.csv")


def thousands_in_semicolons(m: Maker) -> Case:
    """A csv in semicolons whose numbers hold commas; lines of nothing but semicolons, a last line of words."""
    quarters, areas, style = m.quarters(4), m.areas(4), m.quarter_style()
    title = "Calls to the force"
    rows: list[list[object]] = [[title, "", "", "", ""], ["Borough", *(style(q) for q in quarters)]]
    figures = []
    for name, code in areas.items():
        values = [m.thousands() for _ in quarters]
        rows += [[name, *(comma(v) for v in values)], ["", "", "", "", ""]]
        figures += [Figure(title, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
    rows.append(["End of report", "", "", "", ""])
    return Case("", [Tab("x", rows)], figures, file="force.csv", delimiter=";")


FAMILIES = {
    "tabular": (tabular, 2),
    "outline": (outline, 1),
    "compact": (compact, 1),
    "years_with_totals": (years_with_totals, 1),
    "blank_label": (blank_label, 1),
    "values_across": (values_across, 1),
    "months_under_years": (months_under_years, 1),
    "applied_filters": (applied_filters, 1),
    "database_names": (database_names, 1),
    "thousands_in_semicolons": (thousands_in_semicolons, 1),
}
