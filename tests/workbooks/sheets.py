"""Workbooks of several sheets: one a quarter, one a borough, hidden ones and some that only look like figures."""

from tests.workbooks._case import AREAS, Case, Figure, Maker, Tab, fy, months_of


def sheet_a_quarter(m: Maker) -> Case:
    """A sheet for each quarter, all laid out alike; the quarter is the sheet's name."""
    quarters, areas = m.quarters(3), m.areas(4)
    heads = ["Cases discussed", "New cases", "Cases closed"]
    tabs, figures = [], []
    for q in quarters:
        rows: list[list[object]] = [["Gangs panel"], [], ["Borough", *heads]]
        for name, code in areas.items():
            values = [m.count(1, 40) for _ in heads]
            rows.append([name, *values])
            figures += [Figure(x, code, q.key, v) for x, v in zip(heads, values, strict=True)]
        tabs.append(Tab(f"Q{q.quarter_number} {fy(q, between='-')}", rows))
    return Case("", tabs, figures, file="gangs panel.xlsx")


def sheet_a_borough(m: Maker) -> Case:
    """A sheet for each borough with its name; quarters across; a cover sheet first."""
    quarters, areas, style = m.quarters(4), m.areas(3), m.quarter_style()
    labels = ["Visits by wardens", "Reports by residents", "Estates inspected"]
    tabs = [Tab("Cover", [["Estate safety"], ["Contents"], ["1", "Boroughs"], ["Prepared by the housing team"]])]
    figures = []
    for name, code in areas.items():
        rows: list[list[object]] = [["", *(style(q) for q in quarters)]]
        for text in labels:
            values = [m.count() for _ in quarters]
            rows.append([text, *values])
            figures += [Figure(text, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
        tabs.append(Tab(name, rows))
    return Case("", tabs, figures, file="estates.xlsx")


def sheet_a_measure(m: Maker) -> Case:
    """A sheet for each measure, boroughs by quarter, the same layout; the measure is the sheet's name."""
    quarters, areas, style = m.quarters(4), m.areas(4), m.quarter_style()
    tabs, figures = [], []
    for measure in ("Noise", "Litter", "Dog fouling"):
        rows: list[list[object]] = [["Borough", *(style(q) for q in quarters)]]
        for name, code in areas.items():
            values = [m.count() for _ in quarters]
            rows.append([name, *values])
            figures += [Figure(measure, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
        tabs.append(Tab(measure, rows))
    return Case("", tabs, figures, file="street complaints.xlsx")


def with_decoys(m: Maker) -> Case:
    """The figures on the second sheet; guidance before, a lookup of codes and populations and old data after."""
    quarters, areas, style = m.quarters(4), m.areas(5), m.quarter_style()
    title = "Begging reports"
    rows: list[list[object]] = [[title], [], ["Borough", *(style(q) for q in quarters)]]
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in quarters]
        rows.append([name, *values])
        figures += [Figure(title, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
    guidance = Tab(
        "Guidance", [["How to fill in this workbook"], ["1", "Enter figures on the next sheet"], ["2", "Send it back"]]
    )
    lookup = Tab(
        "Lookup", [["Area", "Code", "Population"], *([n, c, 250000 + 17 * i] for i, (n, c) in enumerate(AREAS.items()))]
    )
    old = [list(row) for row in rows]
    for row in old[3:]:
        row[1:] = [m.count() for _ in quarters]
    return Case("", [guidance, Tab("Data", rows), lookup, Tab("Data (old)", old)], figures, file="begging.xlsx")


def hidden_sheets(m: Maker) -> Case:
    """A hidden sheet with other numbers in front of the one that counts."""
    months, areas = m.months(6), m.areas(4)
    title = "Drug litter picks"
    shown: list[list[object]] = [[title], [], ["Borough", *("{} {}".format(*months_of(p)[1:]) for p in months)]]
    hidden: list[list[object]] = [list(row) for row in shown]
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in months]
        shown.append([name, *values])
        hidden.append([name, *(m.count() for _ in months)])
        figures += [Figure(title, code, p.key, v) for p, v in zip(months, values, strict=True)]
    ending = m.pick("xlsx", "ods")
    return Case("", [Tab("calc", hidden, hidden=True), Tab("Picks", shown)], figures, file=f"drug litter.{ending}")


def pivot_beside_data(m: Maker) -> Case:
    """The rows, and a pivot of them that adds the months up."""
    months, areas = m.months(4), m.areas(3)
    kinds = ["Robbery of phones", "Snatch theft"]
    rows: list[list[object]] = [["Borough", "Month", "Type", "Count"]]
    figures, pivot = [], dict.fromkeys(areas, 0)
    for name, code in areas.items():
        for p in months:
            for kind in kinds:
                rows.append([name, f"{months_of(p)[0]}-{str(months_of(p)[2])[2:]}", kind, value := m.count()])
                pivot[name] += value
                figures.append(Figure(kind, code, p.key, value))
    summary: list[list[object]] = [["Row Labels", "Sum of Count"], *([n, v] for n, v in pivot.items())]
    summary.append(["Grand Total", sum(pivot.values())])
    return Case("", [Tab("Pivot", summary), Tab("Sheet2", rows)], figures, file="phones.xlsx")


FAMILIES = {
    "sheet_a_quarter": (sheet_a_quarter, 2),
    "sheet_a_borough": (sheet_a_borough, 2),
    "sheet_a_measure": (sheet_a_measure, 1),
    "with_decoys": (with_decoys, 2),
    "hidden_sheets": (hidden_sheets, 2),
    "pivot_beside_data": (pivot_beside_data, 1),
}
