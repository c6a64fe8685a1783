"""The upload pages: what browsers send is checked, names and words are only ever text, long lists are cut."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from dash.development.base_component import Component
from flask import g

from app import create_app
from dashboard.periods import parse
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec
from dashboard.settings import Settings
from dashboard.store.changes import packed, unpacked
from dashboard.store.difference import Difference, Standing
from dashboard.store.pending import Outcome
from dashboard.store.store import Store
from layouts._intake import take
from layouts._parts.changes import Asked, asked, figures
from layouts._parts.pending import entry
from layouts._parts.problems import error_summary
from layouts._tray import tray
from layouts._wishes import Wish, grant, wish_of
from tests.signed import person_of, sign_in

WARNING = {
    "severity": "warning", "code": "total-mismatch", "message": "ASB!F9 is 3 but its parts are 4.", "hint": "Check it.",
    "sheet": "ASB", "cell": "F9", "subject": "", "accepted": "",
}  # fmt: skip
RENAMED = WARNING | {"code": "respelt", "subject": "crime.burglary.home=crime.burglary.house", "sheet": None}
REPORT = {
    "status": "dry-run", "source": "asb.return", "why": "its headings", "areas": 1, "periods": ["2024-04", "2024-04"],
    "counts": {"new": 1, "changed": 0, "unchanged": 0, "gone": 0}, "problems": [WARNING, RENAMED], "notes": [],
    "rag_flips": None, "replaces": [], "same_as": None,
}  # fmt: skip


@pytest.fixture
def web(sqlite_store: Store) -> Iterator[Store]:
    """A store with a page's request around it."""
    with create_app(Settings(max_upload_mb=1), sqlite_store).server.test_request_context("/upload"):
        g.person = person_of(sqlite_store, "analyst")
        yield sqlite_store


def text(part: Any) -> str:
    """All words of a part, without its markup."""
    if isinstance(part, Component):
        return text(getattr(part, "children", None))
    if isinstance(part, list | tuple):
        return " ".join(filter(None, map(text, part)))
    return "" if part is None else str(part)


def ready(store: Store, name: str = "asb.xlsx", report: dict[str, Any] = REPORT) -> tuple[str, str]:
    """A previewed file: its token and what the page shows of it."""
    token = store.pending.add(name, b"x", by="web")
    store.pending.claim()
    store.pending.finish(token, Outcome("ready", report, str(report["source"]), "f" * 64, 1))
    return token, tray().marks[token]


def wished(act: str, token: str = "", mark: str = "", **more: str) -> str:
    return grant(wish_of({"act": act, "token": token} | more, {token: mark}))


HOSTILE = [
    None,
    [],
    "keep",
    {},
    {"act": 3},
    {"act": "keep", "token": ["x"]},
    {"act": "keep" * 999},
    {"act": "nonsense"},
]


@pytest.mark.parametrize("sent", HOSTILE)
def test_what_is_no_wish_does_nothing(web: Store, sent: object) -> None:
    token, _ = ready(web)
    assert isinstance(grant(wish_of(sent, {token: 7})), str)
    assert wish_of(sent, ["no", "marks"]).marks == ()
    assert tray().files[0].state == "ready"


@pytest.mark.parametrize("act", ["keep", "stop", "again", "drop", "accept", "unaccept", "always", "error", "join"])
def test_a_wish_about_a_file_that_is_not_there_is_answered(web: Store, act: str) -> None:
    assert isinstance(wished(act, "no-such-token", place="0", text="why"), str)
    assert web.decisions.standing() == []


@pytest.mark.parametrize("place", ["", "-1", "99", "²", "0x0"])
def test_a_problem_that_is_not_there_is_not_accepted(web: Store, place: str) -> None:
    token, mark = ready(web)
    wished("accept", token, mark, place=place, text="why")
    assert tray().files[0].accepted == []


def test_a_warning_is_accepted_with_a_reason_and_that_can_be_withdrawn(web: Store) -> None:
    token, mark = ready(web)
    assert "reason" in wished("accept", token, mark, place="0", text="  ")
    assert "accepted" in wished("accept", token, mark, place="0", text=" as agreed ")
    (accepted,) = tray().files[0].accepted
    assert (accepted["code"], accepted["cell"], accepted["reason"], accepted["by"]) == (
        "total-mismatch", "F9", "as agreed", "Crime analyst",
    )  # fmt: skip
    shown = text(entry(tray().files[0], REPORT))
    assert "Accepted for this file by Crime analyst" in shown
    assert "as agreed" in shown
    wished("unaccept", token, tray().marks[token], place="0")
    assert tray().files[0].accepted == []


def test_a_page_that_is_behind_cannot_keep(web: Store) -> None:
    token, _ = ready(web)
    assert "changed since you saw it" in wished("keep", token, "an older mark")
    assert tray().files[0].state == "ready"


def test_a_warning_made_an_error_holds_for_every_file_of_the_source(web: Store) -> None:
    token, mark = ready(web)
    assert "checked again" in wished("error", token, mark, place="0")
    (decision,) = web.decisions.standing("asb.return")
    assert (decision.code, decision.verdict, decision.decided_by) == ("total-mismatch", "error", "Crime analyst")
    assert web.pending.all()[0].state == "waiting"
    wished("withdraw", source="asb.return", code="total-mismatch", subject="")
    assert web.decisions.standing() == []


@pytest.mark.parametrize("verdict", ["join", "apart"])
def test_a_renamed_series_is_joined_or_kept_apart(web: Store, verdict: str) -> None:
    token, mark = ready(web)
    wished(verdict, token, mark, place="1")
    (decision,) = web.decisions.standing("asb.return")
    assert (decision.verdict, decision.subject) == (verdict, RENAMED["subject"])


DRIFT = WARNING | {
    "code": "mapping-drift",
    "message": "Return: a measure, “Fines”, is new: is it a measure of its own?",
}


def test_what_is_new_can_only_be_a_measure_of_its_own(web: Store) -> None:
    report = REPORT | {"source": "mapped.council_wardens", "problems": [DRIFT | {"subject": "measure: =fines"}]}
    token, mark = ready(web, report=report)
    shown = text(entry(tray().files[0], report))
    assert "It is a measure of its own" in shown
    assert "They are the same" not in shown
    assert "nothing to join it with" in wished("join", token, mark, place="0")
    assert web.decisions.standing() == []
    wished("apart", token, mark, place="0")
    assert [(decision.verdict, decision.subject) for decision in web.decisions.standing()] == [
        ("apart", "measure: =fines")
    ]


def test_what_has_changed_can_be_the_same(web: Store) -> None:
    report = REPORT | {"source": "mapped.council_wardens", "problems": [DRIFT | {"subject": "C: fines=fpns"}]}
    ready(web, report=report)
    shown = text(entry(tray().files[0], report))
    assert "They are the same: join them" in shown
    assert "Keep them apart" in shown


@pytest.mark.parametrize(
    ("source", "code", "offered"),
    [
        ("mapped.council_wardens", "no-period", True),
        ("mapped.council_wardens", "no-area", True),
        ("mapped.council_wardens", "area-differs", True),
        ("mapped.council_wardens", "mapping-broken", True),
        ("mapped.council_wardens", "not-a-number", False),
        ("asb.return", "no-period", False),
        (None, "not-recognised", True),
    ],
)
def test_how_a_file_is_read_can_be_said_where_its_mapping_does_not_tell(
    web: Store, source: str | None, code: str, offered: bool
) -> None:
    report = REPORT | {
        "status": "refused",
        "source": source,
        "problems": [WARNING | {"severity": "error", "code": code}],
    }
    token = web.pending.add("wardens.xlsx", b"x", by="web")
    web.pending.claim()
    web.pending.finish(token, Outcome("refused", report, source))
    made = entry(tray().files[0], report)
    links = [part.href for part in made._traverse() if getattr(part, "href", None)]
    assert (f"/mapping/{token}" in links) is offered


def test_only_what_would_change_something_is_kept_together(web: Store) -> None:
    same = REPORT | {"status": "unchanged", "same_as": {"upload": 1, "file": "a", "at": "2026-01-01T00:00", "by": "x"}}
    ready(web, "nothing.xlsx", same)
    ready(web, "one.xlsx")
    ready(web, "two.xlsx")
    now = tray()
    assert (now.said(), "Keep all 2 files" in text(now.together())) == ("2 files ready to be kept.", True)
    assert grant(Wish("keep-all", marks=tuple(now.marks.items()))) == "Keeping 2 files."


def test_files_that_came_incomplete_or_too_large_say_so_in_their_place(web: Store) -> None:
    large = base64.b64encode(b"x" * 1_000_001).decode()
    small = base64.b64encode(b"y" * 10).decode()
    assert take(["data:,no base64!", f"data:,{large}", f"data:,{small}"], ["a.csv", "b.csv", "c.csv"], by="x") == 3
    files = web.pending.all()
    assert [file.state for file in files] == ["refused", "refused", "waiting"]
    reports = web.pending.reports([file.token for file in files[:2]])
    shown = text([entry(file, reports[file.token]) for file in files[:2]])
    assert "a.csv arrived incomplete." in shown
    assert "b.csv is too large: files may have 1 MB together." in shown
    assert "Check again" not in shown


def test_the_error_summary_is_short_and_leads_to_each_place(web: Store) -> None:
    problems = [WARNING | {"severity": "error", "message": f"Row {n} is wrong."} for n in range(40)]
    ready(web, "many.xlsx", REPORT | {"problems": problems})
    (file,) = web.pending.all()
    made = error_summary([(file, REPORT | {"problems": problems})])
    links = [part for part in made._traverse() if getattr(part, "href", None)]  # type: ignore[union-attr]
    shown = entry(file, REPORT | {"problems": problems})
    places = {part.id for part in shown._traverse() if isinstance(getattr(part, "id", None), str)}
    assert len(links) == 5
    assert {link.href.removeprefix("#") for link in links} <= places
    assert "35 more" in text(made)
    assert "See all 40 problems" in text(shown)


def test_names_and_words_are_text_and_never_markup(web: Store) -> None:
    ready(web, "<img src=x onerror=alert(1)>.csv", REPORT | {"why": "<b>why</b>"})
    shown = json.dumps(entry(web.pending.all()[0], REPORT | {"why": "<b>why</b>"}).to_plotly_json(), default=vars)
    assert "<img src=x onerror=alert(1)>.csv" in shown
    assert "dangerously" not in shown


def _changes(count: int) -> Any:
    reading = Reading("test", "", ["Sheet1"])
    reading.series = {"a": SeriesSpec("a", "Anything", "offences")}
    reading.areas = {"E1": AreaRow("E1", "Bromley", "borough")}
    rows = [Observation("a", "E1", parse("2024-04"), "", float(n), "final", 0, n + 1, 1) for n in range(count)]
    changed = [(row, Standing(1, 0.0 if row.row == 3 else 4.0, "final", 1)) for row in rows]
    return unpacked(packed(Difference(changed=changed), reading, {}))


def test_figures_come_a_hundred_to_a_page() -> None:
    made = text(figures(_changes(250), Asked(page=2), "/upload/t"))
    assert "Figures 101 to 200 of 250" in made
    assert "Page 2 of 3" in made
    assert "+2,400.0%" in made  # 4 to 100
    assert "Page 3 of 3" in text(figures(_changes(250), Asked(page=900), "/upload/t"))


def test_a_change_is_said_in_words_where_there_is_no_percentage() -> None:
    made = text(figures(_changes(6), Asked(), "/upload/t"))
    assert "4 4 now final" in made  # the number is the same, only its status is not
    assert "0 2 +2 from 0" in made
    assert "4 3 −25.0%" in made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "gone", "page": "3", "place": "E1"}, Asked(kind="gone", place="E1", page=3)),
        ({"kind": "nonsense", "order": "x", "page": "-1"}, Asked()),
        ({"kind": ["new"], "series": "s" * 999, "page": "9" * 30, "unknown": "x"}, Asked()),
        ({"page": "²"}, Asked()),
    ],
)
def test_an_address_is_read_with_care(query: dict[str, object], found: Asked) -> None:
    assert asked(query) == found


def test_another_choice_begins_at_its_first_page() -> None:
    choice = Asked(kind="new", series="a b", page=7)
    assert choice.href("/upload/t", kind="gone") == "/upload/t?kind=gone&series=a+b"
    assert choice.href("/upload/t", page=8) == "/upload/t?kind=new&series=a+b&page=8"


@pytest.mark.parametrize(("source", "count"), [("marac.return", 1), ("asb.return", 0)])
def test_who_saw_small_numbers_of_a_file_that_waits_is_put_down(sqlite_store: Store, source: str, count: int) -> None:
    client = sign_in(create_app(Settings(), sqlite_store).server.test_client(), sqlite_store)
    token = sqlite_store.pending.add("a.xlsx", b"x", by="web")
    sqlite_store.pending.claim()
    sqlite_store.pending.finish(token, Outcome("ready", REPORT | {"source": source}, source, "f" * 64, 1))
    assert client.get(f"/upload/{token}").status_code == 200
    assert [row.what for row in sqlite_store.audit.rows(what="figures.")] == ["figures.unsuppressed"] * count
