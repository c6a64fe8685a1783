"""Places as partners name and mix them: wards among boroughs, codes in names, groups of boroughs, averages."""

from tests.workbooks._case import AREAS, Case, Figure, Maker, Tab, fy
from tests.workbooks.unseen._lines import lines

WARDS = ("Biggin Hill", "Clock House", "Crystal Palace", "Darwin", "Petts Wood & Knoll", "Shortlands & Park Langley")


def wards_under_boroughs(m: Maker) -> Case:
    """One column of areas: the borough's line, then lines of its wards."""
    quarters, style = m.quarters(4), m.quarter_style()
    title = "Fly-posting reports"
    rows: list[list[object]] = [[title], [], ["Area", *(style(q) for q in quarters)]]
    figures, allowed = [], []
    for name, wards in (("Bromley", WARDS[:4]), ("Croydon", ("Coulsdon Town", "Sanderstead"))):
        inner = [[m.count() for _ in quarters] for _ in wards]
        whole = [sum(column) for column in zip(*inner, strict=True)]
        rows.append([name, *whole])
        figures += [Figure(title, AREAS[name], q.key, v) for q, v in zip(quarters, whole, strict=True)]
        for ward, values in zip(wards, inner, strict=True):
            rows.append([f"  {ward}", *values])
            allowed += [Figure(title, AREAS[name], q.key, v, ward) for q, v in zip(quarters, values, strict=True)]
    return Case("", [Tab("Fly-posting", rows)], figures, allowed, file="fly-posting.xlsx")


def borough_and_ward(m: Maker) -> Case:
    """Borough and ward in two columns, a line of all wards for each borough."""
    quarters, style = m.quarters(3), m.quarter_style()
    title = "Vehicle crime reports"
    rows: list[list[object]] = [[title], ["Borough", "Ward", *(style(q) for q in quarters)]]
    figures, allowed = [], []
    for name, wards in (("Bromley", WARDS), ("Bexley", ("Barnehurst", "Crayford", "Sidcup"))):
        sums = [0] * 3
        for ward in wards:
            values = [m.count() for _ in quarters]
            sums = [a + b for a, b in zip(sums, values, strict=True)]
            rows.append([name, ward, *values])
            figures += [Figure(title, AREAS[name], q.key, v, ward) for q, v in zip(quarters, values, strict=True)]
        rows.append([name, "All wards", *sums])
        allowed += [Figure(title, AREAS[name], q.key, v) for q, v in zip(quarters, sums, strict=True)]
    return Case("", [Tab("Wards", rows)], figures, allowed, file="vehicle wards.xlsx")


def code_and_name_together(m: Maker) -> Case:
    """Code and name in one cell, either way round."""
    quarters, areas, style = m.quarters(4), m.areas(4), m.quarter_style()
    title = "Warm home visits"
    body, figures = lines(m, title, areas, quarters)
    before = m.random.random() < 0.5
    for line in body:
        name = str(line[0])
        line[0] = f"{areas[name]} {name}" if before else f"{name} ({areas[name]})"
    rows: list[list[object]] = [[title], [], ["Geography", *(style(q) for q in quarters)], *body]
    return Case("", [Tab("Visits", rows)], figures, file="warm homes.xlsx")


def official_names(m: Maker) -> Case:
    """Capitals, official names, hard spaces and spaces at the end."""
    quarters, style = m.quarters(4), m.quarter_style()
    names = {
        "ROYAL BOROUGH OF GREENWICH": "E09000011",
        "London Borough of Bexley ": "E09000004",
        "Kingston\u00a0upon\u00a0Thames": "E09000021",
        "Croydon Council": "E09000008",
        "City of Westminster": "E09000033",
    }
    title = "Street drinkers engaged"
    body, figures = lines(m, title, names, quarters)
    rows: list[list[object]] = [[title], [], ["Responsible authority", *(style(q) for q in quarters)], *body]
    return Case("", [Tab("Street", rows)], figures, file="street.xlsx")


def codes_under_names(m: Maker) -> Case:
    """Boroughs across with a line of their codes below, quarters down."""
    quarters, areas, style = m.quarters(5), m.areas(4), m.quarter_style()
    title = "Rough sleeper contacts"
    rows: list[list[object]] = [[title], [], ["Quarter", *(n.upper() for n in areas)], ["", *areas.values()]]
    figures = []
    for q in quarters:
        values = [m.count() for _ in areas]
        rows.append([style(q), *values])
        figures += [Figure(title, code, q.key, v) for code, v in zip(areas.values(), values, strict=True)]
    return Case("", [Tab("Contacts", rows)], figures, file="contacts.xlsx")


def groups_of_boroughs(m: Maker) -> Case:
    """Boroughs under the police command they belong to, a subtotal for each command, the whole at the end."""
    quarters, style = m.quarters(4), m.quarter_style()
    title = "Arrests for breach"
    rows: list[list[object]] = [[title], [], ["Command / borough", *(style(q) for q in quarters)]]
    figures = []
    for group, names in (("South Area", ("Bromley", "Croydon")), ("South East", ("Bexley", "Greenwich", "Lewisham"))):
        body, found = lines(m, title, {name: AREAS[name] for name in names}, quarters)
        sums = [sum(int(str(line[c])) for line in body) for c in range(1, 5)]
        rows += [[group], *body, [f"{group} total", *sums]]
        figures += found
    return Case("", [Tab("BCU", rows)], figures, file="breach.xlsx")


def averages_below(m: Maker) -> Case:
    """A rate for boroughs, then averages of similar areas and of inner and outer London, and England."""
    quarters, areas, style = m.quarters(4), m.areas(3), m.quarter_style()
    title = "Repeat victimisation rate (%)"
    rows: list[list[object]] = [[title], [], ["Area", *(style(q) for q in quarters)]]
    figures = []
    for name, code in {**areas, "England": "E92000001"}.items():
        values = [m.share() for _ in quarters]
        rows.append([name, *values])
        figures += [Figure(title, code, q.key, v) for q, v in zip(quarters, values, strict=True)]
    rows[-1:-1] = [
        [name, *(m.share() for _ in quarters)] for name in ("Most similar group average", "Outer London average")
    ]
    return Case("", [Tab("Repeat", rows)], figures, file="repeat.xlsx")


def teams(m: Maker) -> Case:
    """One borough's teams down the side, months across, the year in the title."""
    year, (area, code) = m.year(), m.one_area()
    title = "Joint visits"
    rows: list[list[object]] = [[f"{title}, {area}, {fy(year)}"], [], ["Team", "Apr", "May", "Jun"]]
    figures, allowed, sums = [], [], [0, 0, 0]
    for team in ("North cluster", "Central cluster", "South cluster"):
        values = [m.count() for _ in range(3)]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        rows.append([team, *values])
        figures += [Figure(title, code, f"{year.first // 12}-{k:02d}", v, team) for k, v in enumerate(values, 4)]
    rows.append(["All teams", *sums])
    allowed += [Figure(title, code, f"{year.first // 12}-{k:02d}", v) for k, v in enumerate(sums, 4)]
    return Case("", [Tab("Visits", rows)], figures, allowed, file="joint visits.xlsx")


FAMILIES = {
    "wards_under_boroughs": (wards_under_boroughs, 2),
    "borough_and_ward": (borough_and_ward, 1),
    "code_and_name_together": (code_and_name_together, 2),
    "official_names": (official_names, 1),
    "codes_under_names": (codes_under_names, 1),
    "groups_of_boroughs": (groups_of_boroughs, 1),
    "averages_below": (averages_below, 1),
    "teams": (teams, 1),
}
