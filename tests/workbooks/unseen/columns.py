"""What stands between and beside the columns of figures: totals so far, changes, gaps, units, targets."""

from tests.workbooks._case import Case, Figure, Maker, Tab, fy, long_months, months_of
from tests.workbooks.unseen._lines import lines, month_name, short_year, two_digits

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")


def ytd_between_quarters(m: Maker) -> Case:
    """After each quarter but the first a column YTD that adds up what was."""
    year, areas = m.year(), m.areas(4)
    title = "Alarms fitted"
    head: list[object] = ["Council"]
    for k in range(1, 5):
        head += [f"Q{k} {short_year(year)}", *(["YTD"] if k > 1 else [])]
    rows: list[list[object]] = [[f"{title} {fy(year)}"], head]
    figures = []
    for name, code in areas.items():
        row: list[object] = [name]
        values = [m.count() for _ in range(4)]
        for k, value in enumerate(values, 1):
            row += [value, *([sum(values[:k])] if k > 1 else [])]
            figures.append(Figure(title, code, f"{year.key}-Q{k}", value))
        rows.append(row)
    return Case("", [Tab("Alarms", rows)], figures, file="alarms.xlsx")


def quarters_among_months(m: Maker) -> Case:
    """The months of the year that the title names, each quarter's total after its months, the year's last."""
    year, areas = m.year(), m.areas(3)
    title = "Calls to the noise team"
    head: list[object] = ["Borough"]
    for k in range(4):
        head += [*MONTHS[3 * k : 3 * k + 3], f"Q{k + 1}"]
    rows: list[list[object]] = [[f"{title}: {fy(year)}"], [], [*head, "Year"]]
    figures, allowed = [], []
    for name, code in areas.items():
        values = [m.count() for _ in range(12)]
        sums = [sum(values[3 * k : 3 * k + 3]) for k in range(4)]
        rows.append([name, *(v for k in range(4) for v in (*values[3 * k : 3 * k + 3], sums[k])), sum(values)])
        months = [f"{n // 12}-{n % 12 + 1:02d}" for n in year.months()]
        figures += [Figure(title, code, p, v) for p, v in zip(months, values, strict=True)]
        allowed += [Figure(title, code, f"{year.key}-Q{k}", v) for k, v in enumerate(sums, 1)]
        allowed.append(Figure(title, code, year.key, sum(values)))
    return Case("", [Tab("Noise", rows)], figures, allowed, file="noise calls.xlsx")


def same_quarter_two_years(m: Maker) -> Case:
    """Each measure merged over the same quarter of two years, the difference and the difference in per cent."""
    (when,), areas = m.quarters(1), m.areas(4)
    before = when.shift(-4)
    measures = ("Weapons sweeps", "Test purchases")
    pair = [f"Q{q.quarter_number} {short_year(q)}" for q in (before, when)]
    rows: list[list[object]] = [
        ["Licensing and knife crime operations"],
        [],
        ["", *(c for x in measures for c in (x, "", "", ""))],
        ["Borough", *([*pair, "+/-", "% +/-"] * 2)],
    ]
    figures = []
    for name, code in areas.items():
        row: list[object] = [name]
        for x in measures:
            old, new = m.count(), m.count()
            row += [old, new, new - old, round((new - old) / old, 3)]
            figures += [Figure(x, code, before.key, old), Figure(x, code, when.key, new)]
        rows.append(row)
    return Case("", [Tab("Comparison", rows, merged=("B3:E3", "F3:I3"))], figures, file="operations.xlsx")


def spacers(m: Maker) -> Case:
    """Narrow blank columns between label and figures and between all quarters; the table begins at B4."""
    quarters, areas = m.quarters(4), m.areas(5)
    title = "Neighbourhood watch schemes visited"
    body, figures = lines(m, title, areas, quarters)
    heads = [f"{months_of(q)[0]} - {months_of(q)[1]} {two_digits(q)}" for q in quarters]
    rows: list[list[object]] = [[], ["", title], []]
    for line in (["Borough", *heads], [], *body):
        rows.append([""] + [cell for value in line for cell in (value, "")])
    return Case("", [Tab("Watch", rows)], figures, file="watch.xlsx")


def units_above(m: Maker) -> Case:
    """A line of units above the headings, quarters down."""
    quarters, (area, code), style = m.quarters(6), m.one_area(), m.quarter_style()
    heads = ["Shifts worked", "Fines issued", "Share paid"]
    rows: list[list[object]] = [
        [f"Enforcement contract, {area}"],
        [],
        ["", "(no.)", "(no.)", "(%)"],
        ["Period", *heads],
    ]
    figures = []
    for q in quarters:
        values = [m.count(), m.count(), m.share()]
        rows.append([style(q), *values])
        figures += [Figure(x, code, q.key, v) for x, v in zip(heads, values, strict=True)]
    return Case("", [Tab("Contract", rows)], figures, file="enforcement.xlsx")


def newest_first(m: Maker) -> Case:
    """Total and monthly average before the months, and the newest month first."""
    months, areas = m.months(6)[::-1], m.areas(4)
    title = "Repeat callers"
    body, figures = lines(m, title, areas, months)
    heads = [f"{long_months(p)[0]} {p.first // 12}" for p in months]
    rows: list[list[object]] = [[title], [], ["Authority", "Total", "Monthly average", *heads]]
    for name, *values in body:
        total = sum(int(str(v)) for v in values)
        rows.append([name, total, round(total / 6, 1), *values])
    return Case("", [Tab("Callers", rows)], figures, file="callers.ods")


def outturn_and_target(m: Maker) -> Case:
    """A council's KPI table: last year's outturn, this year's quarters, target, direction of travel, RAG."""
    year, (area, code) = m.year(), m.one_area()
    before = year.shift(-1)
    short, last = short_year(year), short_year(before)
    rows: list[list[object]] = [
        [f"LONDON BOROUGH OF {area.upper()}"],
        ["Corporate performance report: Safe"],
        [],
        ["Ref.", "Measure", f"{last} Outturn", f"Q1 {short}", f"Q2 {short}", f"{short} Target", "DoT", "RAG"],
    ]
    figures, allowed = [], []
    for number, text in enumerate(("Premises inspected", "Graffiti jobs within 24 hours", "Fixed penalties"), 1):
        past, *values = m.thousands(), m.count(), m.count()
        rows.append([f"S{number}", text, past, *values, 900, m.pick("↑", "↓", "→"), m.pick("A", "G")])
        figures += [Figure(text, code, f"{year.key}-Q{k}", v) for k, v in enumerate(values, 1)]
        allowed.append(Figure(text, code, before.key, past))
    return Case("", [Tab("Safe", rows)], figures, allowed, file="corporate KPIs.xlsx")


def counts_and_rates(m: Maker) -> Case:
    """Counts of all quarters, then their rates, each block under one merged heading."""
    quarters, areas = m.quarters(3), m.areas(4)
    heads = [f"Q{q.quarter_number}\n{fy(q)}" for q in quarters]
    blocks = ("Incidents", "Rate per 10,000 residents")
    rows: list[list[object]] = [["Violence near schools"], ["", blocks[0], "", "", blocks[1]], ["", *heads, *heads]]
    figures = []
    for name, code in areas.items():
        counts, rates = [m.count() for _ in quarters], [m.share() for _ in quarters]
        rows.append([name, *counts, *rates])
        for text, values in zip(blocks, (counts, rates), strict=True):
            figures += [Figure(text, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
    return Case("", [Tab("Schools", rows, merged=("B2:D2", "E2:G2"))], figures, file="schools.xlsx")


def quarters_by_year(m: Maker) -> Case:
    """Quarters down, financial years across, for the borough that the title names."""
    year, (area, code) = m.year(), m.one_area()
    years = [year.shift(step) for step in (-2, -1, 0)]
    title = "Cuckooing cases"
    rows: list[list[object]] = [[f"{title} in {area}"], [], ["", *(fy(y) for y in years)]]
    figures = []
    for k, span in enumerate(("Apr-Jun", "Jul-Sep", "Oct-Dec", "Jan-Mar"), 1):
        values = [m.count() for _ in years]
        rows.append([f"Q{k} ({span})", *values])
        figures += [Figure(title, code, f"{y.key}-Q{k}", v) for y, v in zip(years, values, strict=True)]
    return Case("", [Tab("Cuckooing", rows)], figures, file="cuckooing.xlsx")


def months_with_days(m: Maker) -> Case:
    """Months across without a year, written May / Jun, under a line that names the financial year by its ends."""
    year, areas = m.year(), m.areas(3)
    title = "Street pastors' contacts"
    months = [year.first + k for k in range(8)]
    rows: list[list[object]] = [
        [title],
        [f"April {year.first // 12} to March {year.last // 12}"],
        ["Borough", *MONTHS[:8]],
    ]
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in months]
        rows.append([name, *values])
        figures += [Figure(title, code, f"{n // 12}-{n % 12 + 1:02d}", v) for n, v in zip(months, values, strict=True)]
    return Case("", [Tab(month_name(year), rows)], figures, file="pastors.xlsx")


FAMILIES = {
    "ytd_between_quarters": (ytd_between_quarters, 2),
    "quarters_among_months": (quarters_among_months, 1),
    "same_quarter_two_years": (same_quarter_two_years, 2),
    "spacers": (spacers, 2),
    "units_above": (units_above, 2),
    "newest_first": (newest_first, 1),
    "outturn_and_target": (outturn_and_target, 2),
    "counts_and_rates": (counts_and_rates, 1),
    "quarters_by_year": (quarters_by_year, 1),
    "months_with_days": (months_with_days, 1),
}
