"""The parts of the mapping page: questions, settings, measures, and what would be loaded."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.areas import Areas
from dashboard.records import Observation, Problem, Reading, cell_name
from layouts._parts.fields import choice, line
from layouts._parts.tables import table
from loaders._book import Book
from loaders._mapping.asked import Hints, Question
from loaders._mapping.spec import LAG_DAYS, Mapping, Measure

_SHOWN, _MEASURES, _PROBLEMS = 12, 30, 8
_SUMS = (("sum", "Added up"), ("last", "The newest"), ("none", "Never derived"))
_OFTEN = (("month", "Every month"), ("quarter", "Every quarter"), ("year", "Every year"))
_KINDS = (
    ("borough", "London boroughs"),
    ("city", "London boroughs"),
    ("unitary", "Other local authorities"),
    ("district", "Other local authorities"),
    ("county", "Other local authorities"),
    ("force", "Police forces"),
    ("region", "Regions and countries"),
    ("country", "Regions and countries"),
)


def area_options(areas: Areas) -> list[tuple[str, str]]:
    """Areas to choose from, each as “group|name”."""
    return [(row.code, f"{group}|{row.name}") for kind, group in _KINDS for row in areas.of_kind(kind)]


def questions(asked: Sequence[Question], areas: Areas, answers: dict[str, str], faults: dict[str, str]) -> list[Any]:
    """What only a person can tell, first on the page."""
    if not asked:
        return []
    fields = [_question(question, areas, answers, faults) for question in asked]
    count = "One question" if len(asked) == 1 else f"{len(asked)} questions"
    return [
        html.Section([html.H2(f"{count} first"), *fields], className="asked", **{"data-testid": "mapping-questions"})
    ]


def _question(question: Question, areas: Areas, answers: dict[str, str], faults: dict[str, str]) -> html.Div:
    chosen = answers.get(question.key, "")
    if question.key == "area":
        return choice("area", question.words, [("", "|Choose an area"), *area_options(areas)], chosen, groups=True)
    if question.key == "period" and not question.options:
        hint = "For example Apr–Jun 2025, Q1 2025/26 or April 2025."
        return line("period", question.words, chosen, hint=hint, fault=faults.get("period", ""))
    return choice(question.key, question.words, [("", "Choose"), *question.options], chosen)


def settings(
    mapping: Mapping | None, asked: Sequence[Question], book: Book, sheet: str, rows: tuple[int, ...]
) -> html.Div:
    """Which sheet and headings, and how totals are taken; what is asked stands above."""
    keys = {question.key for question in asked}
    sheets = [(found.name, found.name) for found in book.visible]
    heads = [(" ".join(map(str, r)), _rows_name(r)) for r in _row_choices(rows)]
    totals = (("take", "Take them as a measure"), ("leave", "Leave them out"))
    return html.Div(
        [
            None if "sheet" in keys else choice("sheet", "Sheet", sheets, sheet),
            choice("rows", "Rows of headings", heads, " ".join(map(str, rows))),
            choice("totals", "Totals of measures", totals, mapping.totals if mapping else "take"),
        ],
        className="answer-fields",
    )


def _row_choices(rows: tuple[int, ...]) -> list[tuple[int, ...]]:
    made = [rows] if rows else []
    made += [(first,) for first in range(1, 21)] + [(first, first + 1) for first in range(1, 20)]
    return list(dict.fromkeys(made))


def _rows_name(rows: tuple[int, ...]) -> str:
    return f"Row {rows[0]}" if len(rows) == 1 else f"Rows {' and '.join(map(str, rows))}"


def fixed(areas: Areas, hints: Hints, asked: Sequence[Question]) -> html.Div:
    """An area and a period for the whole file, where the file says another or none."""
    keys = {question.key for question in asked}
    options = [("", "|As the file says"), *area_options(areas)]
    fields = [
        None if "area" in keys else choice("area", "Area of all figures", options, hints.area or "", groups=True),
        None
        if "period" in keys
        else line("period", "Period of all figures", hints.period or "", hint="Empty: as the file says."),
    ]
    return html.Div([field for field in fields if field], className="answer-fields")


def naming(hints: Hints, mapping: Mapping | None, proposed: str, faults: dict[str, str]) -> html.Div:
    """Under which title and partner it is remembered, how often it comes and how long after its period."""
    often = mapping.frequency if mapping else "quarter"
    lag = mapping.lag_days if mapping else LAG_DAYS
    return html.Div(
        [
            line("title", "Title of this return", hints.title or "", hint=f"For example: {proposed}"),
            line(
                "partner", "Partner who sends it", hints.partner or "", hint="A team or an organisation, not a person."
            ),
            choice("frequency", "How often it comes", _OFTEN, often),
            line(
                "lag",
                "Days until it is late",
                str(lag),
                hint="After the end of its period.",
                fault=faults.get("lag", ""),
            ),
        ],
        className="answer-fields",
    )


def measures(found: Sequence[tuple[str, Measure]]) -> list[Any]:
    """Each measure with its title, unit and how longer periods follow; `found` pairs it with the mark of its fields."""
    head = ("In the file", "Title", "Unit", "A year is", "Series")
    rows = [
        (
            measure.label,
            line(f"name-{mark}", f"Title of {measure.label}", measure.title, unseen=True),
            line(f"unit-{mark}", f"Unit of {measure.label}", measure.unit, unseen=True),
            choice(f"sum-{mark}", f"How a year of {measure.label} follows", _SUMS, measure.aggregation, unseen=True),
            html.Code(measure.series),
        )
        for mark, measure in found[:_MEASURES]
    ]
    more = len(found) - len(rows)
    left = html.P(f"{more:,} more measures keep their own words.", className="hint") if more > 0 else None
    return [table("Measures and the series they become", head, rows, words=frozenset({1, 2, 3, 4}), quiet=True), left]


def preview(reading: Reading | None, areas: Areas, left: Sequence[str] = ()) -> list[Any]:
    """The sentence that says what would be loaded, what is `left`, the first figures, and the problems."""
    if reading is None:
        return [html.P("There is no table of numbers in this sheet.", className="lead")]
    told = html.P(_sentence(reading, areas), className="lead", **{"data-testid": "mapping-preview"})
    rows = [_figure(reading, row, areas) for row in reading.observations[:_SHOWN]]
    head = ("Measure", "Area", "Period", "Figure", "Cell")
    shown = table("The first figures", head, rows, words=frozenset({1, 2, 4}), hook="mapping-figures") if rows else None
    return [told, _left(left), _problems(reading.problems), shown, *_notes(reading)]


def _left(sentences: Sequence[str]) -> html.Div | None:
    """The other tables of the file, and how they are read as well."""
    if not sentences:
        return None
    entries = html.Ul([html.Li(sentence) for sentence in sentences[:_PROBLEMS]])
    more = len(sentences) - _PROBLEMS
    rest = html.P(f"{more:,} more tables are not read.") if more > 0 else None
    way = html.P(
        [
            "To read such a table too, choose its sheet or its row of headings below and save it under another ",
            "title. Each is then loaded by its name: ",
            html.Code("safer load FILE --source NAME"),
            ".",
        ]
    )
    title = html.H3("Not everything in this file is read")
    return html.Div([title, entries, rest, way], className="notice", **{"data-testid": "mapping-left"})


def _sentence(reading: Reading, areas: Areas) -> str:
    count = len(reading.observations)
    if not count:
        return "This would load no figures yet."
    first = reading.observations[0]
    said = f"{_area(reading, first, areas)}, {reading.series[first.series].title}, {first.period.short}"
    series, places = len(reading.series), len({row.area for row in reading.observations})
    spread = f"{series} {'measure' if series == 1 else 'measures'} in {places} {'area' if places == 1 else 'areas'}"
    return f"This would load {count:,} {'figure' if count == 1 else 'figures'}, {spread}: {said} = {_number(first)} …"


def _area(reading: Reading, row: Observation, areas: Areas) -> str:
    known = reading.areas.get(row.area) or areas.by_code.get(row.area)
    return known.name if known else row.area


def _figure(reading: Reading, row: Observation, areas: Areas) -> tuple[str, ...]:
    part = row.breakdown.partition("=")[2]
    title = reading.series[row.series].title + (f" ({part})" if part else "")
    where = f"{reading.sheets[row.sheet]}!{cell_name(row.row, row.column)}"
    return title, _area(reading, row, areas), row.period.short, _number(row), where


def _number(row: Observation) -> str:
    if row.value is None:
        return str(row.status)
    return f"{row.value:,.0f}" if row.value.is_integer() else f"{row.value:,}"


def _problems(found: Sequence[Problem]) -> html.Div | None:
    if not found:
        return None
    entries = [
        html.Li(
            [
                html.Strong(problem.severity.title(), className=f"severity severity-{problem.severity}"),
                problem.message,
                html.Span(f" {problem.hint}", className="hint") if problem.hint else None,
            ],
            **{"data-testid": "upload-problem", "data-code": problem.code},
        )
        for problem in found[:_PROBLEMS]
    ]
    more = len(found) - len(entries)
    rest = html.P(f"{more:,} more like these.", className="hint") if more > 0 else None
    counted = Counter(problem.severity for problem in found)
    said = " and ".join(f"{count:,} {name}{'s' if count > 1 else ''}" for name, count in sorted(counted.items()))
    return html.Div([html.H3(said), html.Ul(entries, className="problems"), rest])


def _notes(reading: Reading) -> list[Any]:
    if not reading.notes:
        return []
    entries = html.Ul([html.Li(note) for note in reading.notes[:20]])
    return [html.Details([html.Summary(f"What is left out ({len(reading.notes)})"), entries])]


def reasons(said: Sequence[str]) -> html.Details:
    """Why the file is read like this."""
    return html.Details([html.Summary("Why it is read like this"), html.Ul([html.Li(reason) for reason in said])])
