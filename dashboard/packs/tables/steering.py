"""A MARAC's figures as tables: what its steering group looks at, without any small number of people."""

from dashboard.packs.leaving import CONFIDENTIAL, NOT_APPLICABLE, NOT_AVAILABLE, Column, Graph, Table, Value
from dashboard.periods import Grain
from dashboard.scorecard.evidence import Figure
from dashboard.scorecard.marac import Line, Part


def measured(found: Part) -> Table:
    """Cases, repeats and children, referrals by agency, and cases by the victim's group, in one table."""
    twelve = [Column(found.twelve.short, "number", None)] if found.twelve else []
    columns = (
        Column("About"), Column("Measure"), Column("Unit"), Column(found.period.short, "number", None),
        Column(f"A year before ({found.period.year_before.short})", "number", None), Column("Change", "number", None),
        *twelve, Column("Share of cases, %", "number", 1),
    )  # fmt: skip
    lines = [("Cases, repeats and children", line) for line in found.measures]
    lines += [("Referrals by agency", line) for line in found.agencies]
    lines += [("Cases by the victim’s group", line) for line in found.groups]
    lines += [("Attendance", line) for line in found.attendance]
    rows = tuple(_row(about, line, twelve=bool(twelve)) for about, line in lines)
    title = f"{found.area_name}: MARAC, {found.period.label}"
    notes = tuple(filter(None, (found.sentence, found.pattern)))
    return Table("marac", title, columns, rows, notes, places=tuple(line.decimals for _, line in lines))


def _row(about: str, line: Line, *, twelve: bool) -> tuple[Value, ...]:
    change = line.change if line.change is not None else CONFIDENTIAL if line.kept else NOT_AVAILABLE
    year = [_said(line.year)] if twelve else []
    share: Value = NOT_APPLICABLE if about[:8] != "Cases by" else CONFIDENTIAL if line.kept else NOT_AVAILABLE
    share = line.share if line.share is not None else share
    return (about, line.title, line.unit or NOT_APPLICABLE, _said(line.now), _said(line.before), change, *year, share)


def _said(figure: Figure) -> Value:
    return (
        figure.value if figure.value is not None else CONFIDENTIAL if figure.status == "suppressed" else NOT_AVAILABLE
    )


def course(found: Part) -> Table:
    """The cases period by period."""
    yearly = found.period.grain is Grain.YEAR
    name = "Cases per 10,000 adult females" if yearly else "Cases discussed"
    rows = tuple((period.short, _said(figure), found.expected) for period, figure in found.course)
    columns = (Column("Period"), Column(name, "number", int(yearly)), Column("Expected", "number", int(yearly)))
    drawn = Graph("line", f"{found.area_name}: {name}", found.sentence, (name,), name, aim="Expected", emphasis=name)
    return Table("marac-course", f"{found.area_name}: {name} by period", columns, rows, graph=drawn if rows else None)
