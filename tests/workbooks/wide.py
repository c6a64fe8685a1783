"""Tables with periods or areas across, as analysts and managers make them by hand."""

import datetime as dt

from dashboard.periods import Period
from tests.workbooks._case import LONDON, Case, Figure, Maker, Tab, comma, fy, long_months, months_of, table


def months_by_borough(m: Maker) -> Case:
    """A title, months as Apr-25 across, a total row and a total column, notes below."""
    months, areas = m.months(), m.areas(5)
    title = m.pick("Residential burglary by borough", "Hate crime flagged offences", "Knife crime offences")
    numbers = {name: [m.count() for _ in months] for name in areas}
    head = ["Borough", *(f"{p.short[:3]}-{p.short[-2:]}" for p in months), "Total"]
    body = [[name, *row, sum(row)] for name, row in numbers.items()]
    total = ["Total", *(sum(column) for column in zip(*numbers.values(), strict=True)), ""]
    notes = [
        [],
        ["Source: monthly extract from the crime recording system."],
        ["Figures may be revised in later months."],
    ]
    rows = [[title], ["Produced by the performance team"], [], *table(head, [*body, total]), *notes]
    figures = [
        Figure(title, areas[n], p.key, v) for n, row in numbers.items() for p, v in zip(months, row, strict=True)
    ]
    return Case("", [Tab("Monthly", rows)], figures, file=f"{title.lower().replace(' ', '_')}.xlsx")


def quarters_by_borough(m: Maker) -> Case:
    """Quarters in some spelling, numbers as text with thousands separators."""
    quarters, areas, style = m.quarters(), m.areas(4), m.quarter_style()
    title = "Ambulance attendances for assault"
    numbers = {name: [m.thousands() for _ in quarters] for name in areas}
    rows = [[title], [], ["Local authority", *(style(q) for q in quarters)]]
    rows += [[name, *(comma(v) for v in row)] for name, row in numbers.items()]
    figures = [
        Figure(title, areas[n], q.key, v) for n, row in numbers.items() for q, v in zip(quarters, row, strict=True)
    ]
    return Case("", [Tab("Sheet1", rows)], figures, file="LAS assaults.xlsx")


def quarters_by_measure(m: Maker) -> Case:
    """One borough in a cell above, a row a measure, a total row, change columns at the end."""
    quarters, style = m.quarters(), m.quarter_style()
    area, code = m.one_area()
    labels = ["Begging and vagrancy", "Vehicle nuisance", "Neighbour disputes", "Drug paraphernalia found"]
    numbers = [[m.count() for _ in quarters] for _ in labels]
    rows: list[list[object]] = [["Tenancy and neighbourhood enforcement"], ["Area:", area], []]
    rows.append(["Type of report", *(style(q) for q in quarters), "Change", "% change"])
    rows += [
        [label, *row, row[-1] - row[0], f"{(row[-1] - row[0]) / row[0]:.1%}"]
        for label, row in zip(labels, numbers, strict=True)
    ]
    sums = [sum(column) for column in zip(*numbers, strict=True)]
    rows.append(["Total", *sums])
    figures = [
        Figure(label, code, q.key, v)
        for label, row in zip(labels, numbers, strict=True)
        for q, v in zip(quarters, row, strict=True)
    ]
    allowed = [Figure("Total", code, q.key, v) for q, v in zip(quarters, sums, strict=True)]
    return Case("", [Tab("Return", rows)], figures, allowed)


def years_over_quarters(m: Maker) -> Case:
    """Two heading rows: financial years merged over their quarters."""
    year, areas = m.year(), m.areas(4)
    years = [year, year.shift(1)]
    quarters = [Period(y.first + 3 * step, m.quarters(1)[0].grain) for y in years for step in range(4)]
    numbers = {name: [m.count() for _ in quarters] for name in areas}
    top = ["Borough", years[0].short, "", "", "", years[1].short]
    low = ["", *(["Q1", "Q2", "Q3", "Q4"] * 2)]
    rows = [["Noise complaints received"], top, low, *([n, *row] for n, row in numbers.items())]
    rows += [["Total", *(sum(column) for column in zip(*numbers.values(), strict=True))]]
    figures = [
        Figure("Noise complaints received", areas[n], q.key, v)
        for n, row in numbers.items()
        for q, v in zip(quarters, row, strict=True)
    ]
    return Case("", [Tab("Noise", rows, merged=("A2:A3", "B2:E2", "F2:I2"))], figures, file="noise complaints.xlsx")


def measures_over_quarters(m: Maker) -> Case:
    """Two heading rows: measures merged over the same quarters, a blank column between them."""
    quarters, areas, style = m.quarters(3), m.areas(5), m.quarter_style()
    measures = ["Referrals received", "Assessments completed"]
    numbers = {n: [[m.count() for _ in quarters] for _ in measures] for n in areas}
    heads = [style(q) for q in quarters]
    rows: list[list[object]] = [["Early help and family support"], []]
    rows.append(["", measures[0], "", "", "", measures[1]])
    rows.append(["Local Authority", *heads, "", *heads])
    rows += [[n, *first, "", *second] for n, (first, second) in numbers.items()]
    figures = [
        Figure(measure, areas[n], q.key, v)
        for n, both in numbers.items()
        for measure, row in zip(measures, both, strict=True)
        for q, v in zip(quarters, row, strict=True)
    ]
    return Case("", [Tab("Early help", rows, merged=("B3:D3", "F3:H3"))], figures, file="Early Help data.xlsx")


def quarters_over_measures(m: Maker) -> Case:
    """Two heading rows: each quarter merged over a number and a rate."""
    quarters, areas, style = m.quarters(3), m.areas(4), m.quarter_style()
    numbers = {n: [(m.count(), m.share()) for _ in quarters] for n in areas}
    top: list[object] = ["Area"]
    low: list[object] = [""]
    for q in quarters:
        top += [style(q), ""]
        low += ["Number of offences", "Rate per 1,000 population"]
    rows = [["Violence in public places"], top, low, *([n, *sum(pairs, ())] for n, pairs in numbers.items())]
    figures = []
    for n, pairs in numbers.items():
        for q, (count, rate) in zip(quarters, pairs, strict=True):
            figures.append(Figure("Number of offences", areas[n], q.key, count))
            figures.append(Figure("Rate per 1,000 population", areas[n], q.key, rate))
    return Case("", [Tab("VPP", rows, merged=("B2:C2", "D2:E2", "F2:G2"))], figures, file="public place violence.xlsx")


def measures_across(m: Maker) -> Case:
    """One quarter, said in the title; areas down, several measures across, London at the end."""
    (when,), areas = m.quarters(1), m.areas(5)
    measures = ["Shoplifting reports", "Arrests", "Banning orders issued"]
    numbers = {n: [m.count() for _ in measures] for n in areas}
    title = m.pick(f"Retail crime: {m.quarter_style()(when)}", f"Retail crime partnership – {m.quarter_style()(when)}")
    rows = [[title], [], ["Borough", *measures, "Comments"]]
    rows += [
        [n, *row, "New shop radio scheme since May" if i == 1 else ""] for i, (n, row) in enumerate(numbers.items())
    ]
    london = [9 * sum(column) for column in zip(*numbers.values(), strict=True)]
    rows += [["London", *london]]
    figures = [
        Figure(x, areas[n], when.key, v) for n, row in numbers.items() for x, v in zip(measures, row, strict=True)
    ]
    figures += [Figure(x, LONDON, when.key, v) for x, v in zip(measures, london, strict=True)]
    return Case("", [Tab("Q", rows)], figures, file="Retail crime.xlsx")


def areas_across(m: Maker) -> Case:
    """Boroughs as headings, measures down, the period in the title."""
    (when,), areas, style = m.quarters(1), m.areas(4), m.quarter_style()
    measures = ["Adults at risk referrals", "Section 42 enquiries", "Enquiries closed"]
    numbers = [[m.count() for _ in areas] for _ in measures]
    rows: list[list[object]] = [["Safeguarding adults board", "", style(when)], [], ["Indicator", *areas, "Total"]]
    rows += [[x, *row, sum(row)] for x, row in zip(measures, numbers, strict=True)]
    figures = [
        Figure(x, code, when.key, v)
        for x, row in zip(measures, numbers, strict=True)
        for code, v in zip(areas.values(), row, strict=True)
    ]
    return Case("", [Tab("SAB", rows)], figures, file="sab.ods")


def areas_across_months_down(m: Maker) -> Case:
    """Real dates down the side, boroughs across."""
    months, areas = m.months(9), m.areas(4)
    numbers = [[m.count() for _ in areas] for _ in months]
    title = "Deliberate secondary fires"
    rows: list[list[object]] = [[title], [], ["Month", *areas, "All boroughs"]]
    rows += [
        [dt.datetime(p.start.year, p.start.month, 1), *row, sum(row)] for p, row in zip(months, numbers, strict=True)
    ]
    figures = [
        Figure(title, code, p.key, v)
        for p, row in zip(months, numbers, strict=True)
        for code, v in zip(areas.values(), row, strict=True)
    ]
    return Case("", [Tab("Fires", rows, formats={"A": "mmm yyyy"})], figures, file="fires.xlsx")


def seasons(m: Maker) -> Case:
    """A row a financial year, a column a month, for one borough named in the title."""
    year, (area, code) = m.year(), m.one_area()
    years = [year.shift(-1), year, year.shift(1)]
    names = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    numbers = [[m.count() for _ in names] for _ in years]
    rows: list[list[object]] = [[f"Fixed penalty notices issued in {area}"], ["Year", *names, "Total"]]
    rows += [[fy(y), *row, sum(row)] for y, row in zip(years, numbers, strict=True)]
    figures = [
        Figure("Fixed penalty notices", code, f"{(y.first + k) // 12}-{(y.first + k) % 12 + 1:02d}", v)
        for y, row in zip(years, numbers, strict=True)
        for k, v in enumerate(row)
    ]
    return Case("", [Tab("FPN", rows)], figures, file="fpn.xlsx")


def side_by_side(m: Maker) -> Case:
    """Two blocks beside each other, each with its own boroughs, headed with their quarter."""
    quarters, areas, style = m.quarters(2), m.areas(5), m.quarter_style()
    measures = ["Visits", "Sales made"]
    numbers = {q: {n: [m.count(1, 60) for _ in measures] for n in areas} for q in quarters}
    first, second = quarters
    rows: list[list[object]] = [["Underage sales test purchasing"], []]
    rows.append([style(first), "", "", "", style(second)])
    rows.append(["Borough", *measures, "", "Borough", *measures])
    rows += [[n, *numbers[first][n], "", n, *numbers[second][n]] for n in areas]
    figures = [
        Figure(x, areas[n], q.key, v)
        for q in quarters
        for n, row in numbers[q].items()
        for x, v in zip(measures, row, strict=True)
    ]
    return Case("", [Tab("Test purchases", rows, merged=("A3:C3", "E3:G3"))], figures, file="test purchases.xlsx")


def side_by_side_measures(m: Maker) -> Case:
    """Two blocks beside each other for one borough: two lists of measures under one quarter."""
    (when,), (area, code), style = m.quarters(1), m.one_area(), m.quarter_style()
    left = ["Section 60 searches", "Weapons sweeps", "Weapons found"]
    right = ["School talks given", "Pupils reached", "Mentors matched"]
    a, b = [m.count() for _ in left], [m.count() for _ in right]
    rows: list[list[object]] = [[f"{area} violence reduction activity, {style(when)}"], []]
    rows.append(["Activity", "Number", "", "Activity", "Number"])
    rows += [[x, p, "", y, q] for x, p, y, q in zip(left, a, right, b, strict=True)]
    figures = [Figure(x, code, when.key, v) for x, v in zip(left + right, a + b, strict=True)]
    return Case("", [Tab("VRU", rows)], figures, file="activity.xlsx")


def stacked_blocks(m: Maker) -> Case:
    """A block a borough, one below another, each with its headings again."""
    quarters, areas, style = m.quarters(4), m.areas(3), m.quarter_style()
    measures = ["Cases opened", "Cases closed", "Evictions"]
    rows: list[list[object]] = [["Housing ASB caseload by borough"], []]
    figures = []
    for name, code in areas.items():
        rows += [[name], ["Measure", *(style(q) for q in quarters)]]
        for measure in measures:
            values = [m.count() for _ in quarters]
            rows.append([measure, *values])
            figures += [Figure(measure, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
        rows.append([])
    return Case("", [Tab("Caseload", rows)], figures, file="housing asb.xlsx")


def grouped_rows(m: Maker) -> Case:
    """Group headings inside the table, under which the same labels come again."""
    quarters, (area, code), style = m.quarters(4), m.one_area(), m.quarter_style()
    groups = {
        "Youth service": ["Referrals", "Engaged", "Completed"],
        "Drug and alcohol service": ["Referrals", "Engaged"],
    }
    rows: list[list[object]] = [[f"Commissioned services – {area}"], [], ["", *(style(q) for q in quarters)]]
    figures = []
    for group, labels in groups.items():
        rows.append([group])
        for text in labels:
            values = [m.count() for _ in quarters]
            rows.append([f"   {text}", *values])
            figures += [Figure(f"{group}: {text}", code, q.key, v) for q, v in zip(quarters, values, strict=True)]
    return Case("", [Tab("Services", rows)], figures, file="services.xlsx")


def year_on_year(m: Maker) -> Case:
    """This quarter beside the same quarter a year before, and the change."""
    (when,), areas, style = m.quarters(1), m.areas(4), m.quarter_style()
    before = when.year_before
    numbers = {n: (m.count(), m.count()) for n in areas}
    title = "Stalking and harassment reports"
    head = ["Borough", style(before), style(when), "Difference", "% Change"]
    rows = [[title], [], head, *([n, a, b, b - a, f"{(b - a) / a:+.0%}"] for n, (a, b) in numbers.items())]
    figures = [
        Figure(title, areas[n], p.key, v)
        for n, pair in numbers.items()
        for p, v in zip((before, when), pair, strict=True)
    ]
    return Case("", [Tab("Comparison", rows)], figures, file="stalking.xlsx")


def footnotes_and_markers(m: Maker) -> Case:
    """Suppressed and missing cells, revised figures, footnote marks on headings, names and numbers."""
    quarters, areas, style = m.quarters(4), m.areas(4), m.quarter_style()
    title = "Modern slavery referrals"
    rows: list[list[object]] = [
        [f"{title} [note 1]"],
        [],
        ["Borough¹", *(style(q) for q in quarters[:-1]), f"{style(quarters[-1])}*"],
    ]
    figures = []
    for number, (name, code) in enumerate(areas.items()):
        cells: list[object] = []
        for place, q in enumerate(quarters):
            value = m.count(10, 90)
            shown: object = value
            real: float | None = value
            if (number + place) % 4 == 0:
                shown, real = m.pick("*", "<5", "[c]"), None
            elif (number, place) == (1, 1):
                shown = f"{value} [r]"
            elif (number, place) == (2, 3):
                shown = f"{value}*"
            elif (number, place) == (3, 2):
                cells.append(m.pick("-", "n/a", ".."))
                continue
            cells.append(shown)
            figures.append(Figure(title, code, q.key, real))
        rows.append([f"{name}†" if number == 2 else name, *cells])
    rows += [[], ["* provisional"], ["† includes referrals made by charities. 2 figures were corrected."]]
    return Case("", [Tab("NRM", rows)], figures, file="modern slavery.xlsx")


def blank_rows_and_columns(m: Maker) -> Case:
    """A small charity's layout: begins at C5, a blank row between lines and a blank column between quarters."""
    quarters, (area, code) = m.quarters(4), m.one_area()
    labels = ["Helpline calls", "New service users", "Counselling hours"]
    head: list[object] = ["", "", "What we did"]
    for q in quarters:
        head += ["", "{} to {} {}".format(*long_months(q))]
    rows: list[list[object]] = [[], ["", "", f"Women's centre, {area}"], [], head, []]
    figures = []
    for text in labels:
        line: list[object] = ["", "", text]
        for q in quarters:
            value = m.count()
            line += ["", value]
            figures.append(Figure(text, code, q.key, value))
        rows += [line, []]
    rows.append(["", "", "If you have any questions please ring the centre."])
    return Case("", [Tab("Sheet1", rows)], figures, file=m.pick("figures.ods", "figures.xlsx"))


def quarter_end_dates(m: Maker) -> Case:
    """Real dates as headings, each the last day of its quarter; the title says that it is quarterly."""
    quarters, areas = m.quarters(5), m.areas(4)
    title = "Quarterly first-time reoffending notices"
    numbers = {n: [m.count() for _ in quarters] for n in areas}
    rows: list[list[object]] = [
        [title],
        [],
        ["Borough", *(dt.datetime(q.end.year, q.end.month, q.end.day) for q in quarters)],
    ]
    rows += [[n, *row] for n, row in numbers.items()]
    figures = [
        Figure(title, areas[n], q.key, v) for n, row in numbers.items() for q, v in zip(quarters, row, strict=True)
    ]
    return Case("", [Tab("Data", rows)], figures, file="notices.xlsx")


def quarter_end_months(m: Maker) -> Case:
    """Headings Jun-24, Sep-24 with nothing that says whether a quarter is meant."""
    quarters, areas = m.quarters(5), m.areas(4)
    title = "Open cases of cuckooing"
    numbers = {n: [m.count() for _ in quarters] for n in areas}
    heads = [f"{months_of(q)[1]}-{months_of(q)[2] % 100}" for q in quarters]
    rows: list[list[object]] = [[title], [], ["Borough", *heads], *([n, *row] for n, row in numbers.items())]
    figures = [
        Figure(title, areas[n], q.key, v) for n, row in numbers.items() for q, v in zip(quarters, row, strict=True)
    ]
    return Case("", [Tab("Data", rows)], figures, answers={"dates": "quarter"}, file="cuckooing.xlsx")


def dates_of_1904(m: Maker) -> Case:
    """Month dates in a workbook of the 1904 date system."""
    months, areas = m.months(6), m.areas(3)
    title = "Bike thefts reported online"
    numbers = {n: [m.count() for _ in months] for n in areas}
    rows: list[list[object]] = [[title], ["Borough", *(dt.datetime(p.start.year, p.start.month, 1) for p in months)]]
    rows += [[n, *row] for n, row in numbers.items()]
    figures = [
        Figure(title, areas[n], p.key, v) for n, row in numbers.items() for p, v in zip(months, row, strict=True)
    ]
    return Case("", [Tab("Bikes", rows)], figures, epoch_1904=True, file="bikes (Mac).xlsx")


def financial_years(m: Maker) -> Case:
    """Financial years across, rolling years never; a line for England and one for the region."""
    first, areas = m.year().shift(-2), m.areas(4)
    years = [first.shift(step) for step in range(4)]
    codes = areas | {"London": LONDON, "England": "E92000001"}
    numbers = {n: [m.share() for _ in years] for n in codes}
    title = "Households owed a homelessness duty after abuse, rate per 10,000"
    rows: list[list[object]] = [[title], [], ["Area name", "Area code", *(fy(y) for y in years)]]
    rows += [[n, codes[n], *row] for n, row in numbers.items()]
    figures = [Figure(title, codes[n], y.key, v) for n, row in numbers.items() for y, v in zip(years, row, strict=True)]
    return Case("", [Tab("Rates", rows)], figures, file="homelessness.ods")


def bare_years(m: Maker) -> Case:
    """Years without a word on whether they are calendar or financial."""
    areas = m.areas(4)
    years = [2021, 2022, 2023, 2024]
    title = "Fatal and serious collisions"
    numbers = {n: [m.count() for _ in years] for n in areas}
    rows: list[list[object]] = [[title], [], ["Borough", *years], *([n, *row] for n, row in numbers.items())]
    figures = [
        Figure(title, areas[n], f"CY{y}", v) for n, row in numbers.items() for y, v in zip(years, row, strict=True)
    ]
    return Case("", [Tab("KSI", rows)], figures, answers={"years": "december"}, file="collisions.xlsx")


def merged_areas(m: Maker) -> Case:
    """The borough merged over its lines, a total line for each borough."""
    quarters, areas, style = m.quarters(4), m.areas(3), m.quarter_style()
    labels = ["Graffiti removed", "Flyposting removed"]
    rows: list[list[object]] = [["Street scene"], [], ["Borough", "Job type", *(style(q) for q in quarters)]]
    merged, figures, allowed = [], [], []
    for name, code in areas.items():
        merged.append(f"A{len(rows) + 1}:A{len(rows) + 3}")
        block = [[m.count() for _ in quarters] for _ in labels]
        rows += [
            [name if i == 0 else "", text, *values] for i, (text, values) in enumerate(zip(labels, block, strict=True))
        ]
        sums = [sum(column) for column in zip(*block, strict=True)]
        rows.append(["", "Total", *sums])
        for text, values in zip(labels, block, strict=True):
            figures += [Figure(text, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
        allowed += [Figure("Total", code, q.key, v) for q, v in zip(quarters, sums, strict=True)]
    return Case("", [Tab("Jobs", rows, merged=tuple(merged))], figures, allowed, file="street scene.xlsx")


def one_row(m: Maker) -> Case:
    """A single line of figures by month, the year only in the title."""
    year, (area, code) = m.year(), m.one_area()
    names = [
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "January",
        "February",
        "March",
    ]
    values = [m.count() for _ in names]
    rows: list[list[object]] = [
        [f"{area} Council - abandoned vehicles removed {fy(year)}"],
        [],
        ["", *names],
        ["Vehicles removed", *values],
    ]
    figures = [
        Figure("Vehicles removed", code, f"{(year.first + k) // 12}-{(year.first + k) % 12 + 1:02d}", v)
        for k, v in enumerate(values)
    ]
    return Case("", [Tab("Sheet1", rows)], figures, file="vehicles.xlsx")


FAMILIES = {
    "months_by_borough": (months_by_borough, 2),
    "quarters_by_borough": (quarters_by_borough, 4),
    "quarters_by_measure": (quarters_by_measure, 3),
    "years_over_quarters": (years_over_quarters, 2),
    "measures_over_quarters": (measures_over_quarters, 2),
    "quarters_over_measures": (quarters_over_measures, 2),
    "measures_across": (measures_across, 2),
    "areas_across": (areas_across, 2),
    "areas_across_months_down": (areas_across_months_down, 2),
    "seasons": (seasons, 2),
    "side_by_side": (side_by_side, 2),
    "side_by_side_measures": (side_by_side_measures, 2),
    "stacked_blocks": (stacked_blocks, 2),
    "grouped_rows": (grouped_rows, 2),
    "year_on_year": (year_on_year, 2),
    "footnotes_and_markers": (footnotes_and_markers, 3),
    "blank_rows_and_columns": (blank_rows_and_columns, 2),
    "quarter_end_dates": (quarter_end_dates, 1),
    "quarter_end_months": (quarter_end_months, 1),
    "dates_of_1904": (dates_of_1904, 1),
    "financial_years": (financial_years, 2),
    "bare_years": (bare_years, 1),
    "merged_areas": (merged_areas, 2),
    "one_row": (one_row, 1),
}
