"""Another unit under the same code: registered, in another series of the same, or seen in a step."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from cli import app
from dashboard.periods import calendar_year
from dashboard.records import SeriesSpec
from dashboard.store.store import Store
from loaders._mapping.measured import worded
from loaders._mapping.spec import to_json
from tests.loaders.checks.examining import AREAS, Examiner, Figures, Met
from tests.loaders.mapping._books import Rows, content, proposed

RATE = SeriesSpec("yjs.sentenced_rate_per_1000", "Children sentenced per 1,000", "per 1,000", "none", decimals=1)
YEARS = [calendar_year(year) for year in range(2015, 2023)]
BOROUGHS = [row.code for row in AREAS.of_kind("borough")][:10]


def rates(times: float = 1.0, since: int = 0) -> dict[str, list[float | None]]:
    """Eight years of ten areas; from the year `since` on, so many times as large."""
    return {
        code: [round((3 + n * 0.2 + year * 0.1) * (times if year >= since else 1), 2) for year in range(8)]
        for n, code in enumerate(BOROUGHS)
    }


def test_a_step_that_stays_is_found_at_the_heading_of_its_year() -> None:
    (problem,) = Figures(RATE, YEARS, rates(10, since=5)).say("unit-changed")
    assert (problem.severity, problem.cell, problem.subject) == ("warning", "G1", RATE.code)
    assert (
        "from 2020 on the figures of Children sentenced per 1,000 are about 10 times those for 2019" in problem.message
    )


def test_one_year_that_moves_back_is_a_jump_and_no_unit() -> None:
    values = rates()
    for row in values.values():
        row[4] = (row[4] or 0) * 10
    figures = Figures(RATE, YEARS, values)
    assert figures.say("unit-changed") == []
    assert [problem.cell for problem in figures.say("scale-jump")] == ["F1"]


def test_a_series_ten_times_what_stands_is_found(sqlite_store: Store) -> None:
    Figures(RATE, YEARS, rates()).keep(sqlite_store)
    other = replace(RATE, code="fte.rate", title="First-time entrants")
    Figures(other, YEARS, rates()).keep(sqlite_store)
    figures = Figures(RATE, YEARS, rates(10), Figures(other, YEARS, rates()))
    (problem,) = figures.say("unit-changed", sqlite_store)
    assert (problem.cell, problem.subject) == ("B2", RATE.code)
    assert "are about 10 times what stands" in problem.message
    assert figures.say("scale-jump", sqlite_store) == []


def test_another_unit_than_the_registered_one_is_found(sqlite_store: Store) -> None:
    spec = replace(RATE, unit="per 10,000")
    Figures(RATE, YEARS, rates()).keep(sqlite_store)
    figures = Figures(spec, YEARS, rates())
    (problem,) = figures.say("unit-changed", sqlite_store, registered=sqlite_store.specs)
    assert "is in per 10,000, and what stands of it in per 1,000" in problem.message


def loaded(database: str, file: Path, unit: str, quarter: str) -> dict[str, Any]:
    """`safer load` of a partner's table whose mapping says that it counts in `unit`."""
    rows: Rows = [["Confidence"], ["Borough", quarter], ["Bromley", 52], ["Bexley", 48]]
    mapping = proposed(rows, title="Confidence", partner="Council").mapping
    assert mapping is not None
    store = Store.open(database)
    saved = worded(mapping, {measure.label: {"unit": unit} for measure in mapping.measures})
    store.mappings.save(code=saved.code, spec=to_json(saved), by="analyst")
    store.close()
    file.write_bytes(content(rows))
    said = CliRunner().invoke(app, ["load", str(file), "--json", "--database", database])
    found: dict[str, Any] = json.loads(said.output)["files"][0]
    return found


def test_a_load_asks_about_another_unit_under_the_same_code(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'unit.sqlite'}"
    first = loaded(database, tmp_path / "q1.xlsx", "number", "Q1 2024/25")
    assert (first["status"], first["problems"]) == ("committed", [])
    second = loaded(database, tmp_path / "q2.xlsx", "%", "Q2 2024/25")
    (problem,) = second["problems"]
    assert (problem["code"], problem["severity"]) == ("unit-changed", "warning")
    assert "is in %, and what stands of it in number" in problem["message"]
    assert loaded(database, tmp_path / "q3.xlsx", "%", "Q3 2024/25")["problems"] == []


def test_a_unit_of_which_nothing_stands_is_not_asked_about(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'unit.sqlite'}"
    number = loaded(database, tmp_path / "q1.xlsx", "number", "Q1 2024/25")["upload"]
    assert CliRunner().invoke(app, ["undo", str(number), "--database", database]).exit_code == 0
    assert loaded(database, tmp_path / "q2.xlsx", "%", "Q2 2024/25")["problems"] == []


def test_a_rate_per_another_number_in_place_of_the_one_that_stands_is_found(sqlite_store: Store) -> None:
    Figures(RATE, YEARS, rates()).keep(sqlite_store)
    other = replace(RATE, code="yjs.sentenced_rate_per_10000", unit="per 10,000")
    (problem,) = Figures(other, YEARS, rates(10)).say("unit-changed", sqlite_store)
    assert "is new, and yjs.sentenced_rate_per_1000 of the same stands" in problem.message
    few = {code: values for code, values in rates(10).items() if code in BOROUGHS[:3]}
    assert Figures(other, YEARS, few).say("unit-changed", sqlite_store) == []  # another publication, of a few areas


def test_an_offence_counted_in_tenths_from_a_month_on_is_one_finding(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    met.change(met.of(minor="SHOPLIFTING"), met.months[12:], lambda value: int(value * 10))
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.cell) == ("unit-changed", "P1")


def test_rates_that_rise_are_let_alone() -> None:
    assert Figures(RATE, YEARS, rates()).say("unit-changed", registered=lambda: {RATE.code: RATE}) == []
    assert Figures(RATE, YEARS, rates(3, since=5)).say("unit-changed") == []
