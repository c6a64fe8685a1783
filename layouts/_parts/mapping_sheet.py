"""The sheet as it is, with what is proposed marked on it: roles of columns, rows of headings, rows left out."""

from typing import Any

from dash import html

from dashboard.records import cell_name
from layouts._parts.fields import choice
from loaders._book import Sheet, tidy
from loaders._mapping.layout import Layout
from loaders._mapping.propose import Table
from loaders._mapping.spec import Role
from loaders._mapping.walk import Walk

ROWS, COLUMNS = 40, 20
_LONGEST = 60
ROLES = (
    (Role.AREA, "Area"),
    (Role.PERIOD, "Period"),
    (Role.MEASURE, "Measure"),
    (Role.BREAKDOWN, "Breakdown"),
    (Role.UNIT, "Unit"),
    (Role.VALUE, "Figures"),
    (Role.IGNORE, "Left out"),
)


def sheet_table(sheet: Sheet, table: Table | None, layout: Layout | None, rows: Walk) -> list[Any]:
    """The first rows and columns of a sheet, with a list of roles above each column."""
    roles = _roles(table, layout)
    wide = max((len(row) for row in sheet.rows[:ROWS]), default=1)
    columns = range(1, min(wide, COLUMNS) + 1)
    tall = min(len(sheet.rows), ROWS)
    heads = table.head.rows if table else ()
    body = [_row(sheet, number, columns, roles, heads, rows) for number in range(1, tall + 1)]
    made = html.Table(
        [
            html.Caption(f"{sheet.name}, as it was sent", className="unseen"),
            html.Thead([_letters(columns), _choices(columns, roles, bool(table))]),
            html.Tbody(body),
        ],
        className="sheet",
        **{"data-testid": "mapping-sheet"},
    )
    label = f"{sheet.name}, rows 1 to {tall}, columns A to {cell_name(1, columns[-1])[:-1]}"
    shown = html.Div(made, className="scrolls sheet-frame", tabIndex=0, role="region", **{"aria-label": label})
    return [shown, _more(sheet, tall, wide)]


def _roles(table: Table | None, layout: Layout | None) -> dict[int, Role]:
    roles = {column.at: column.role for column in table.columns if column.role} if table else {}
    figures = {figures.at for figures in layout.figures} if layout else set()
    return {
        at: Role.IGNORE if role is Role.VALUE and layout and at not in figures else role for at, role in roles.items()
    }


def _letters(columns: range) -> html.Tr:
    corner = html.Th(html.Span("Row", className="unseen"), scope="col", className="corner")
    return html.Tr([corner, *(html.Th(cell_name(1, c)[:-1], scope="col", className="column-letter") for c in columns)])


def _choices(columns: range, roles: dict[int, Role], known: bool) -> html.Tr:
    cells: list[Any] = [html.Th("What it holds", scope="row", className="corner")]
    for column in columns:
        role = roles.get(column)
        letter = cell_name(1, column)[:-1]
        picker = choice(f"role-{column}", f"What column {letter} holds", _options(role), role or "", unseen=True)
        cells.append(html.Td(picker if known else None, className=f"role role-{role or 'none'}"))
    return html.Tr(cells, className="roles")


def _options(role: Role | None) -> list[tuple[str, str]]:
    named = [(str(code), name) for code, name in ROLES]
    return named if role else [("", "Nothing"), *named]


def _row(
    sheet: Sheet, number: int, columns: range, roles: dict[int, Role], heads: tuple[int, ...], rows: Walk
) -> html.Tr:
    what = _kind(number, heads, rows)
    words = {"heading": "heading", "left": "left out", "figures": "", "": ""}[what]
    why = rows.left_out.get(number, "")
    name = [str(number), html.Span(f" {words}", className="row-word", title=why) if words else None]
    cells = [_cell(sheet, number, column, roles.get(column), what) for column in columns]
    return html.Tr([html.Th(name, scope="row", className="corner"), *cells], className=f"row-{what or 'plain'}")


def _kind(number: int, heads: tuple[int, ...], rows: Walk) -> str:
    if number in heads:
        return "heading"
    if number in rows.left_out:
        return "left"
    return "figures" if number in rows.rows else ""


def _cell(sheet: Sheet, row: int, column: int, role: Role | None, what: str) -> html.Td:
    text = tidy(sheet.at(row, column))
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    marked = f" role-{role}" if what in ("figures", "heading") and role else ""
    number = " number" if isinstance(sheet.at(row, column), int | float) else ""
    return html.Td(shown, className=(marked + number).strip())


def _more(sheet: Sheet, tall: int, wide: int) -> html.P | None:
    left = [
        f"{len(sheet.rows) - tall:,} more rows" if len(sheet.rows) > tall else "",
        f"{wide - COLUMNS:,} more columns" if wide > COLUMNS else "",
    ]
    said = " and ".join(part for part in left if part)
    return (
        html.P(f"{said} of this sheet are not shown; they are read all the same.", className="hint") if said else None
    )
