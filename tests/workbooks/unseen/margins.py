"""What stands around a table: letterheads, print headings, notes, signatures, the accessible form of statistics."""

import datetime as dt

from tests.workbooks._case import Case, Figure, Maker, Tab, fy, long_months
from tests.workbooks.unseen._lines import lines, short_year


def letterhead(m: Maker) -> Case:
    """Organisation, contact, period and a later date of return above a list of measures with one number each."""
    (when,), (area, code) = m.quarters(1), m.one_area()
    first, last, year = long_months(when)
    rows: list[list[object]] = [
        ["COMMUNITY SAFETY PARTNERSHIP - DATA RETURN"],
        [],
        ["Organisation", "", f"{area} victim support hub"],
        ["Contact telephone", "", "020 7946 0000"],
        ["Reporting period", "", f"Quarter {when.quarter_number}, {first} to {last} {year}"],
        ["Date returned", "", dt.datetime(when.end.year + (when.end.month > 11), when.end.month % 12 + 1, 14)],
        [],
        ["Indicator", "", "Number", "Narrative"],
    ]
    figures = []
    for text in ("New referrals", "Declined support", "Needs assessments completed", "Onward referrals"):
        rows.append([text, "", value := m.count(), "As expected" if value > 200 else ""])
        figures.append(Figure(text, code, when.key, value))
    rows += [[], ["Authorised by", "", "Service manager"]]
    return Case("", [Tab("Return form", rows)], figures, file="hub.xlsx")


def numbered_notes(m: Maker) -> Case:
    """Notes below, their numbers in the first column and their words in the second; numbers in the words."""
    quarters, areas, style = m.quarters(4), m.areas(4), m.quarter_style()
    title = "Trespass on the railway"
    body, figures = lines(m, title, areas, quarters)
    rows: list[list[object]] = [[title], [], ["Borough", *(style(q) for q in quarters)], *body, [], ["Notes"]]
    rows += [
        [1, "Excludes 25 incidents without a location."],
        [2, "Station counts changed in 2021."],
        ["Last updated: 12 May 2025"],
    ]
    return Case("", [Tab("Rail", rows)], figures, file="rail.xlsx")


def footnote_digits(m: Maker) -> Case:
    """Footnote digits after names, in brackets after headings, revised and provisional marked in the headings."""
    quarters, areas = m.quarters(4), m.areas(4)
    title = "Hospital admissions for assault with a sharp object"
    body, figures = lines(m, title, areas, quarters)
    body[0][0], body[1][0], body[2][0] = f"{body[0][0]}1", f"{body[1][0]} (2)", f"{body[2][0]} [note 3]"
    marks = ("", " [r]", " [note 4]", " [p]")
    heads = [f"Q{q.quarter_number} {fy(q)}{mark}" for q, mark in zip(quarters, marks, strict=True)]
    rows: list[list[object]] = [[f"{title}²"], ["Local authority of residence¹", *heads], *body]
    return Case("", [Tab("HES", rows)], figures, file="admissions.xlsx")


def printed_pages(m: Maker) -> Case:
    """A report printed to a spreadsheet: page lines and the headings again after every four rows."""
    months, areas = m.months(5), m.areas(10)
    title = "Shop theft by borough"
    body, figures = lines(m, title, areas, months)
    head: list[object] = ["Borough", *(f"{long_months(p)[0]} {p.first // 12}" for p in months)]
    rows: list[list[object]] = []
    for page in range(3):
        rows += [[title, "", "", "", "", f"Page {page + 1} of 3"], head, *body[4 * page : 4 * page + 4], []]
    return Case("", [Tab("Report1", rows)], figures, file="report.xlsx")


def other_years_in_the_title(m: Maker) -> Case:
    """A title and a line under it that name other years than the headings do."""
    quarters, areas = m.quarters(4), m.areas(4)
    title = "Hate crime awareness sessions"
    body, figures = lines(m, title, areas, quarters)
    rows: list[list[object]] = [
        [f"{title} (Hate Crime Strategy 2019 - 2030)"],
        ["Report to the board of 3 September 2031"],
        [],
        ["Borough", *(f"Quarter {q.quarter_number} {short_year(q)}" for q in quarters)],
        *body,
    ]
    return Case("", [Tab("Sessions", rows)], figures, file="hate crime strategy 2019.xlsx")


def accessible(m: Maker) -> Case:
    """Official statistics in their accessible form: cover, contents, notes, a table with shorthand in brackets."""
    quarters, areas = m.quarters(4), m.areas(5)
    title = "Number of households owed a duty after domestic abuse"
    body, figures = lines(m, title, areas, quarters)
    body[1][2], body[2][3] = "[c]", "[x]"
    codes = list(areas.values())
    hidden, gone = (codes[1], quarters[1].key), (codes[2], quarters[2].key)
    figures = [f._replace(value=None) if (f.area, f.period) == hidden else f for f in figures]
    figures = [f for f in figures if (f.area, f.period) != gone]
    rows: list[list[object]] = [
        [f"Table 2: {title}, London boroughs"],
        ["This worksheet contains one table. Some cells refer to notes, which can be found on the notes worksheet."],
        ["Some shorthand is used in this table: [c] is confidential, [x] is not available."],
        ["Area code", "Area name", *(f"{long_months(q)[0]} to {long_months(q)[1]} {q.last // 12}" for q in quarters)],
    ]
    rows += [[areas[str(line[0])], *line] for line in body]
    tabs = [
        Tab("Cover", [["Statutory homelessness"], ["Published 14 August 2025"]]),
        Tab("Contents", [["Worksheet", "Title"], ["Table_2", title], ["Notes", "Notes"]]),
        Tab("Notes", [["Note number", "Note text"], ["note 1", "Totals may not add up."]]),
        Tab("Table_2", rows),
    ]
    return Case("", tabs, figures, file="accessible.ods")


def beside_a_logo(m: Maker) -> Case:
    """The title over the last columns, because a logo stands on the left; the quarter in a cell of its own there."""
    (when,), areas = m.quarters(1), m.areas(5)
    heads = ["Home visits", "Locks changed", "Marking kits given"]
    rows: list[list[object]] = [
        ["", "", "", "Victims' fund"],
        ["", "", "", f"Q{when.quarter_number} | {fy(when)}"],
        [],
        ["Borough", *heads],
    ]
    figures = []
    for name, code in areas.items():
        values = [m.count() for _ in heads]
        rows.append([name, *values])
        figures += [Figure(x, code, when.key, v) for x, v in zip(heads, values, strict=True)]
    return Case("", [Tab("Fund", rows, merged=("D1:F1", "D2:F2"))], figures, file="fund.xlsx")


def signed(m: Maker) -> Case:
    """A block of signature and date below the figures, in the columns of the figures."""
    months, (area, code) = m.months(3), m.one_area()
    labels = ("Evictions for nuisance", "Mediations begun", "Transfers for safety")
    rows: list[list[object]] = [
        [f"Registered providers' forum ({area})"],
        [],
        ["What we count", *(f"{long_months(p)[0]}-{p.first // 12 % 100}" for p in months)],
    ]
    figures = []
    for text in labels:
        values = [m.count() for _ in months]
        rows.append([text, *values])
        figures += [Figure(text, code, p.key, v) for p, v in zip(months, values, strict=True)]
    rows += [[], ["Completed by:", "Head of housing"], ["Date:", dt.datetime(2025, 7, 14)], ["Homes managed:", 5400]]
    return Case("", [Tab("Forum", rows)], figures, file="forum.xlsx")


FAMILIES = {
    "letterhead": (letterhead, 2),
    "numbered_notes": (numbered_notes, 2),
    "footnote_digits": (footnote_digits, 1),
    "printed_pages": (printed_pages, 1),
    "other_years_in_the_title": (other_years_in_the_title, 1),
    "accessible": (accessible, 1),
    "beside_a_logo": (beside_a_logo, 1),
    "signed": (signed, 1),
}
