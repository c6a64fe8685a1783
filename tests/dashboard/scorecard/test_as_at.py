"""As at a frozen meeting everything is as it was, byte for byte, whatever is loaded, undone, said or changed later."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import dash
import pytest
from flask import Flask
from plotly.io.json import to_json_plotly
from sqlalchemy import event
from typer.testing import CliRunner

from app import create_app
from cli import app as command
from dashboard import subgroups
from dashboard.annotations import Annotation
from dashboard.errors import BadMoment, NotFrozen
from dashboard.periods import parse
from dashboard.records import AreaRow, Observation, Reading
from dashboard.scorecard import meetings, narratives, reports
from dashboard.scorecard.board import Board
from dashboard.scorecard.narratives import of_indicator
from dashboard.scorecard.strategies import opened
from dashboard.settings import DATA, Settings, areas_file
from dashboard.store.moments import iso
from dashboard.store.store import Store
from dashboard.store.uploads import Handed
from loaders._load import load

CODE = "2012-06-strategic-group"
STRATEGIES = ("2012-13", "2016-19", "2020-priority-three", "current")
PLAN, PLANNED, SAFE = "2020-priority-three", "FY2020-21-Q4", "provide-support"
SERIES = ("asb.total", "asb.police", "crime.burglary", "fly_tipping.incidents", "lfb.deliberate_fires")
TRACED = (("asb.total", "FY2012-13-Q1"), ("crime.burglary", "2025-06"), ("asb.council", "FY2012-13-Q1"))
FIRES = (
    "Quarterly return: Deliberate fires\nArea:,Bromley\n\nMeasure,Jan–Mar 2018,Jan–Mar 2019\nDeliberate fires,31,28\n"
)

JUDGED = {"of": "indicator", "area": "E09000006", "rag": "red", "reason": "one-off", "author": "lead"}
JUDGED |= {"text": "The fair came twice this year.", "computed": "green"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "strategies", tmp_path / "strategies"))


@pytest.fixture
def samples(store: Store) -> Store:
    paths = sorted((DATA / "samples").glob("*.csv"))
    load(store, [(path.name, path.read_bytes()) for path in paths], by="samples")
    for plan in ("2012-13", PLAN):
        run(store, "commitments", "import", str(DATA / f"samples/commitments/{plan}.csv"), "--strategy", plan)
    run(store, "actions", "import", str(DATA / "samples/actions/strategic-group-2012.csv"))
    return store


def run(store: Store, *words: str) -> str:
    url = store.engine.url.render_as_string(hide_password=False)
    done = CliRunner().invoke(command, [*words, "--database", url])
    assert done.exit_code == 0, done.output
    return done.stdout


def board_of(store: Store, folder: Path) -> Board:
    return Board(store, opened(store, folder), areas_file())


def frozen(store: Store, folder: Path, code: str = CODE) -> meetings.Meeting:
    asked = {"title": "June 2012", "date": "2012-06-28", "strategy": "2012-13", "quarter": "FY2012-13-Q1"}
    meetings.add(store, meetings.planned(board_of(store, folder), code, **asked), by="analyst")
    return meetings.freeze(store, code, by="chair")


def everything(store: Store, folder: Path, as_at: str) -> dict[str, str]:
    """All that is told as at a moment: every strategy and quarter, the API, and the command."""
    told, board = {}, board_of(store, folder)
    for strategy in STRATEGIES:
        for quarter, _ in board.choices(strategy, as_at=as_at).quarters:
            told[f"{strategy} {quarter}"] = board.scorecard(strategy, quarter, as_at=as_at).model_dump_json()
    server = create_app(Settings(), store, strategies=folder).server
    told |= pages(server, board, as_at)
    client = server.test_client()
    addresses = [f"/api/v1/{kind}?strategy={s}" for s in STRATEGIES for kind in ("status", "exceptions")]
    addresses += [f"/api/v1/observations?series={code}&area=E09000006" for code in SERIES]
    addresses += [f"/api/v1/trace?series={code}&period={period}" for code, period in TRACED]
    for address in addresses:
        told[address] = client.get(f"{address}&as_at={as_at}").get_data(as_text=True)
    told["safer status"] = run(store, "status", "--strategy", "2012-13", "--as-at", as_at, "--json")
    told["safer actions"] = run(store, "actions", "list", "--as-at", as_at, "--json")
    return told


def pages(server: Flask, board: Board, as_at: str) -> dict[str, str]:
    """Every page that shows a moment, as the browser gets it."""
    asked: list[tuple[str, dict[str, str]]] = []
    for code in STRATEGIES:
        whole = {"strategy": code}
        names = ("overview", "exceptions", "actions", "reports", "mine", "data", "marac")
        asked += [(name, whole) for name in names if f"layouts.{name}" in dash.page_registry]
        for priority in board.strategies[code].priorities:
            asked.append(("priority", whole | {"code": priority.code}))
            asked += [("indicator", whole | {"code": indicator.code}) for indicator in priority.indicators]
    asked += [("trace", {"strategy": "2012-13", "series": code, "period": period}) for code, period in TRACED]
    asked.append(("priority", {"strategy": PLAN, "quarter": PLANNED, "code": SAFE}))
    told = {}
    for name, query in asked:
        with server.test_request_context("/"):
            drawn = dash.page_registry[f"layouts.{name}"]["layout"](**query, as_at=as_at)
        assert getattr(drawn, "data-status") == "200", (name, query)
        told[f"{name} {query}"] = to_json_plotly(drawn)
    return told


def changed(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def another(folder: Path) -> None:
    """The strategy under another code, with another target."""
    text = (folder / "2012-13.toml").read_text(encoding="utf-8").replace('code = "2012-13"', 'code = "another"')
    (folder / "another.toml").write_text(text.replace("value = -25.0", "value = 5.0"), encoding="utf-8")


def revised(name: str, *pairs: tuple[str, str]) -> tuple[str, bytes]:
    text = (DATA / "samples" / name).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return f"revised-{name}", text.encode()


def committed(store: Store, file: tuple[str, bytes]) -> int:
    (outcome,) = load(store, [file], by="analyst")
    assert outcome["upload"], outcome
    return int(outcome["upload"])


def differing(before: dict[str, str], after: dict[str, str]) -> dict[str, tuple[str, str]]:
    """What is not told as before, from a little before the first letter that is another."""
    found = {}
    for name, said in before.items():
        if after.get(name) != said:
            pairs = zip(said, after.get(name, ""), strict=False)
            place = next((n for n, (one, other) in enumerate(pairs) if one != other), 0)
            shown = slice(max(place - 90, 0), place + 60)
            found[name] = (said[shown], after.get(name, "")[shown])
    return found


def said_later(store: Store, board: Board, folder: Path) -> None:
    """A narrative, a commitment's status, an action's and a sub-group's report, after the meeting."""
    score = board.scorecard("2012-13", "FY2012-13-Q1").priorities[2].indicators[0]
    topic = of_indicator(score, "E09000006")
    strategy = board.strategies["2012-13"]
    named = narratives.subject(strategy, topic, "FY2012-13-Q1")
    narratives.say(
        store.notes, topic, named, text="Fewer calls to the police.", by="ASB lead", expected=None, sign=True
    )
    for name, pair in {
        "commitments/2020-priority-three.csv": ("Green for 2020-21, more to do in 2021-22", "Red"),
        "actions/strategic-group-2012.csv": ("28/09/2012,Done", "28/09/2012,Open"),
    }.items():
        text = (DATA / "samples" / name).read_text(encoding="utf-8")
        assert pair[0] in text
        (folder / "later.csv").write_text(text.replace(*pair), encoding="utf-8")
        kind = name.split("/")[0]
        about = ["--strategy", PLAN] if kind == "commitments" else []
        run(store, kind, "import", str(folder / "later.csv"), *about)
    words = {
        "filed": "27/7/2012",
        "met": "20/7/2012",
        "author": "Manager",
        "update": "Two orders.",
        "recommendations": "",
    }
    group = subgroups.listed()[0]
    today, quarter = date(2012, 8, 1), parse("FY2012-13-Q1")
    reports.file(store, reports.drafted(words, group=group, quarter=quarter, today=today), by="ASB", expected=None)


def test_everything_is_as_the_meeting_saw_it_byte_for_byte(samples: Store, folder: Path, tmp_path: Path) -> None:
    meeting = frozen(samples, folder)
    before = everything(samples, folder, CODE)
    assert len(before) >= 39
    steps: list[Callable[[], object]] = [
        lambda: committed(samples, revised("asb-2012-13-q1.csv", ("2276,2291", "2276,2391"), ("4584", "4684"))),
        lambda: changed(folder, "2012-13.toml", "value = -10.0", "value = -25.0"),
        lambda: another(folder),
        lambda: samples.notes.say(kind="judgement", subject="2012-13/asb/FY2012-13-Q1", body=JUDGED, by="lead"),
        lambda: said_later(samples, board_of(samples, folder), tmp_path),
        lambda: samples.undo(number_of(samples, "asb-2012-13-q1.csv"), by="analyst"),
        lambda: committed(samples, ("fires.csv", FIRES.encode())),
        lambda: samples.undo(number_of(samples, "fly-tipping.csv"), by="analyst"),
    ]
    for step in steps:
        step()
        board_of(samples, folder)
    now = board_of(samples, folder).scorecard("2012-13", "FY2012-13-Q1")
    assert now.priorities[2].rag == "red"
    assert differing(before, everything(samples, folder, CODE)) == {}
    assert meeting.frozen
    by_moment = everything(samples, folder, meeting.frozen.moment)
    renamed = {name: said.replace(meeting.frozen.moment, CODE) for name, said in by_moment.items()}
    assert differing({name: said for name, said in before.items() if " {" not in name}, renamed) == {}


def number_of(store: Store, file: str) -> int:
    return int(next(row["upload"] for row in store.uploads() if row["file"] == file))


def test_what_a_meeting_saw_live_is_what_it_shows_for_ever(samples: Store, folder: Path) -> None:
    """The page of the day itself, but for the words that say when it is of."""
    live = board_of(samples, folder).scorecard("2016-19").model_dump()
    frozen(samples, folder)
    committed(samples, ("fires.csv", FIRES.encode()))
    then = board_of(samples, folder).scorecard("2016-19", as_at=CODE).model_dump()
    assert then | {"as_at": None} == live
    assert board_of(samples, folder).scorecard("2016-19").model_dump() != live


def test_a_trace_keeps_its_confirmations_however_many_come_later(samples: Store, folder: Path) -> None:
    same = (DATA / "samples" / "asb-2012-13-q1.csv").read_text(encoding="utf-8")
    committed(samples, ("again.csv", (same + "\n").encode()))
    frozen(samples, folder)
    asked = f"/api/v1/trace?series=asb.council&period=FY2012-13-Q1&as_at={CODE}"
    client = create_app(Settings(), samples, strategies=folder).server.test_client()
    before = client.get(asked).json
    assert len(before["cells"][0]["confirmed"]) == 1
    for n in range(14):
        committed(samples, (f"later-{n}.csv", (same + "\n" * (n + 2)).encode()))
    assert client.get(asked).json == before


def test_a_series_is_called_what_it_was_called_then(samples: Store, folder: Path) -> None:
    frozen(samples, folder)
    reading = Reading("asb.return", "reworded", ["S"])
    reading.series = {"asb.council": replace(samples.specs()["asb.council"], title="Complaints", unit="complaints")}
    reading.areas["E09000006"] = AreaRow("E09000006", "Bromley", "borough")
    reading.observations = [Observation("asb.council", "E09000006", parse("FY2012-13-Q2"), "", 9.0, "final", 0, 2, 2)]
    samples.commit(reading, Handed("r.csv", b"r", "analyst"))
    assert samples.specs()["asb.council"].title == "Complaints"
    assert samples.specs(CODE)["asb.council"].title != "Complaints"


def test_a_strategy_is_said_once_for_each_change_and_by_one_of_several(store: Store, folder: Path) -> None:
    first = opened(store, folder)
    said = store.notes.ever("strategy")
    assert {note.subject for note in said} == set(first)
    assert {note.by for note in said} >= {"data/strategies/2012-13.toml"}
    written: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *a: written.append(a[2].split()[0]))
    opened(store, folder)
    assert set(written) == {"SELECT"}
    changed(folder, "2012-13.toml", "value = -10.0", "value = -25.0")
    opened(store, folder)
    assert len(store.notes.ever("strategy")) == len(said) + 1
    (folder / "2016-19.toml").unlink()
    opened(store, folder)
    assert "2016-19" not in {note.subject for note in store.notes.standing("strategy")}


def test_several_processes_that_open_at_once_say_a_change_once(store: Store, folder: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: opened(store, folder), range(6)))
    assert len(store.notes.ever("strategy")) == len(opened(store, folder))


def test_a_moment_before_a_strategy_was_known_has_its_first(samples: Store, folder: Path) -> None:
    then = board_of(samples, folder).scorecard("2012-13", "FY2012-13-Q1", as_at="2001-01-01")
    changed(folder, "2012-13.toml", "value = -10.0", "value = -25.0")
    later = board_of(samples, folder)
    assert later.scorecard("2012-13", "FY2012-13-Q1", as_at="2001-01-01") == then
    asb = later.scorecard("2012-13", "FY2012-13-Q1").priorities[2].indicators[0].target
    assert asb is not None and asb.value == -25.0


def test_what_names_no_moment_is_said(store: Store, folder: Path) -> None:
    board = board_of(store, folder)
    meeting = meetings.planned(board, "2012-06", title="June", date="2012-06-28", strategy="2012-13")
    meetings.add(store, meeting, by="analyst")
    with pytest.raises(NotFrozen, match="“2012-06” is not frozen yet"):
        board.scorecard("2012-13", as_at="2012-06")
    with pytest.raises(BadMoment, match="or the code of a frozen meeting"):
        board.scorecard("2012-13", as_at="june")


def test_reading_as_at_a_meeting_costs_at_most_two_statements_once(sqlite_store: Store, folder: Path) -> None:
    frozen(sqlite_store, folder)
    board, counted = board_of(sqlite_store, folder), list[str]()
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    board.scorecard("2012-13")
    now = len(counted)
    board.remembering().scorecard("2012-13", as_at=CODE)
    assert len(counted) - now == now + 2
    assert json.loads(board.scorecard("2012-13", as_at=CODE).model_dump_json())["as_at"] == CODE


def test_annotations_are_those_of_the_moment(samples: Store, folder: Path) -> None:
    words = {"code": "count", "kind": "counting", "text": "Counted anew.", "source": "The force"}
    noted = Annotation.model_validate(words | {"from": "2012-05-01", "series": ["asb"]})
    opened(samples, folder, [noted])
    frozen(samples, folder)  # opens with the partnership's own annotations, but for which June saw this one
    meeting = meetings.one(samples, CODE)
    assert meeting.frozen
    opened(samples, folder, [noted])
    later = iso(samples.notes.standing("annotations")[0].since)
    opened(samples, folder, [])
    board = Board(samples, opened(samples, folder, []), areas_file())
    asked = ("2012-13", "asb", "FY2012-13-Q1", None)
    assert [one.text for one in board.indicator(*asked, later).charts[0].annotations] == ["Counted anew."]
    assert board.indicator(*asked, CODE).charts[0].annotations == ()
