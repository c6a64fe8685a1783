"""The tray: it outlives whoever filled it, hands each file to one job, and never loses what became of one."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.store.pending import Outcome, Pending, plain_name
from dashboard.store.store import Store

READY = Outcome("ready", {"status": "dry-run", "problems": []}, "crime.mps_borough", "f" * 64, 1, b"rows")


def one(store: Store, token: str) -> Pending:
    found = store.pending.one(token)
    assert found is not None
    return found


def state(store: Store, token: str) -> str:
    return one(store, token).state


def ready(store: Store, name: str = "a.csv", content: bytes = b"x") -> str:
    token = store.pending.add(name, content, by="analyst")
    assert store.pending.claim() == token
    store.pending.finish(token, READY)
    return token


def reopened(store: Store) -> Store:
    return Store.open(store.engine.url.render_as_string(hide_password=False))


def test_the_tray_survives_a_restart(store: Store) -> None:
    token = ready(store, content=b"some bytes")
    again = reopened(store)
    found = again.pending.all()
    assert [(f.token, f.file, f.state, f.added_by) for f in found] == [(token, "a.csv", "ready", "analyst")]
    assert again.pending.content(token) == b"some bytes"
    assert again.pending.changes(token) == b"rows"
    assert again.pending.reports([token]) == {token: READY.report}
    again.close()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("return.csv", "return.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\returns\\Q1.xlsx", "Q1.xlsx"),
        ("a\nb\tc.csv", "a b c.csv"),
        ("inv\u202excl.exe.csv", "inv xcl.exe.csv"),
        ("\x00\u200b", "unnamed"),
        ("", "unnamed"),
        ("\ud800.csv", ".csv"),
        ("<b>bold</b>.csv", "b>.csv"),
    ],
)
def test_a_name_is_made_plain(name: str, shown: str) -> None:
    assert plain_name(name) == shown


def test_a_long_name_is_cut_but_keeps_its_ending() -> None:
    shown = plain_name("n" * 5000 + ".xlsx")
    assert len(shown) == 120
    assert shown.endswith("n….xlsx")


def test_two_files_are_worked_on_at_once_in_the_order_they_came(store: Store) -> None:
    tokens = [store.pending.add(f"{n}.csv", b"x", by="analyst") for n in range(4)]
    assert [store.pending.claim(), store.pending.claim(), store.pending.claim()] == [*tokens[:2], None]
    store.pending.finish(tokens[0], READY)
    assert store.pending.claim() == tokens[2]
    assert store.pending.claim() is None


def test_files_are_kept_one_after_the_other_and_before_checks(store: Store) -> None:
    first, second = ready(store, "a.csv", b"1"), ready(store, "b.csv", b"2")
    waiting = store.pending.add("c.csv", b"3", by="analyst")
    for token in (second, first):
        assert store.pending.agree(token, mark=one(store, token).mark, by="lead")
    assert store.pending.claim() == first
    assert (state(store, first), one(store, first).agreed_by) == ("keeping", "lead")
    assert store.pending.claim() == waiting
    store.pending.finish(first, Outcome("kept"))
    assert store.pending.claim() == second


def test_one_file_is_never_taken_twice(store: Store) -> None:
    tokens = {store.pending.add(f"{n}.csv", b"x", by="analyst") for n in range(2)}
    with ThreadPoolExecutor(6) as pool:
        taken = [found for found in pool.map(lambda _: store.pending.claim(), range(6)) if found]
    assert len(taken) == 2
    assert set(taken) == tokens


def test_what_waits_is_stopped_at_once_and_what_is_checked_when_its_job_hears_it(store: Store) -> None:
    token = store.pending.add("a.csv", b"x", by="analyst")
    assert store.pending.stop(token)
    assert state(store, token) == "stopped"
    assert store.pending.again(token)
    assert store.pending.claim() == token
    assert store.pending.stop(token)
    assert state(store, token) == "stopping"
    store.pending.finish(token, READY)
    assert state(store, token) == "stopped"
    assert store.pending.changes(token) is None


def test_a_file_that_is_agreed_to_can_be_called_back_until_it_is_being_kept(store: Store) -> None:
    token = ready(store)
    mark = one(store, token).mark
    assert store.pending.agree(token, mark=mark, by="web")
    assert store.pending.stop(token)
    assert state(store, token) == "ready"
    assert store.pending.agree(token, mark=mark, by="web")
    assert store.pending.claim() == token
    assert not store.pending.stop(token)
    assert not store.pending.drop(token)
    assert state(store, token) == "keeping"


def test_only_the_preview_that_was_seen_is_agreed_to(store: Store) -> None:
    token = ready(store)
    seen = one(store, token).mark
    store.pending.again(token)
    assert store.pending.claim() == token
    store.pending.finish(token, Outcome("ready", READY.report, READY.source, "0" * 64, 2))
    assert not store.pending.agree(token, mark=seen, by="web")
    assert state(store, token) == "ready"


def test_a_job_that_fell_silent_is_interrupted_and_can_be_begun_again(store: Store) -> None:
    token = store.pending.add("a.csv", b"x", by="analyst")
    store.pending.claim()
    store.pending.abandon(token)
    assert state(store, token) == "interrupted"
    store.pending.touch(token, stage="Reading its figures", progress=0.3)
    assert (state(store, token), one(store, token).stage) == ("checking", "Reading its figures")
    store.pending.abandon(token)
    assert store.pending.again(token)
    assert store.pending.claim() == token


def test_how_far_a_file_is_makes_no_screen_stale(store: Store) -> None:
    token = store.pending.add("a.csv", b"x", by="analyst")
    store.pending.claim()
    before = one(store, token).mark
    store.pending.touch(token, stage="Reading its figures", progress=0.3)
    assert one(store, token).mark == before
    store.pending.abandon(token)
    assert one(store, token).mark != before


def test_a_dead_job_takes_nobodys_place(store: Store) -> None:
    tokens = [store.pending.add(f"{n}.csv", b"x", by="analyst") for n in range(4)]
    for token in tokens[:2]:
        assert store.pending.claim() == token
        store.pending.abandon(token)
    assert {store.pending.claim(), store.pending.claim()} == set(tokens[2:])


def test_a_file_is_dropped_unless_it_is_worked_on(store: Store) -> None:
    token = store.pending.add("a.csv", b"x", by="analyst")
    store.pending.claim()
    assert not store.pending.drop(token)
    store.pending.finish(token, READY)
    assert store.pending.drop(token)
    assert store.pending.all() == []
    assert not store.pending.drop(token)


def test_a_corrected_file_takes_the_place_of_the_refused_one(store: Store) -> None:
    token = store.pending.add("a.csv", b"bad", by="analyst")
    store.pending.claim()
    store.pending.finish(token, Outcome("refused", {"status": "refused"}))
    other = ready(store, "b.csv")
    corrected = store.pending.add("a.csv", b"good", by="analyst")
    assert [file.token for file in store.pending.all()] == [other, corrected]


def test_another_edition_under_the_same_name_waits_beside_the_first(store: Store) -> None:
    first, second = ready(store, content=b"1"), store.pending.add("a.csv", b"2", by="analyst")
    assert [file.token for file in store.pending.all()] == [first, second]


def test_what_was_kept_leaves_when_its_keeper_hands_in_more(store: Store) -> None:
    token = ready(store)
    store.pending.agree(token, mark=one(store, token).mark, by="lead")
    store.pending.claim()
    store.pending.finish(token, Outcome("kept"))
    assert store.pending.content(token) == b""
    store.pending.add("b.csv", b"x", by="analyst")
    assert state(store, token) == "kept"
    store.pending.add("c.csv", b"x", by="lead")
    assert store.pending.one(token) is None


def test_a_decision_sends_the_files_of_its_source_to_be_checked_again(store: Store) -> None:
    token = ready(store)
    assert store.pending.recheck("fte.lait") == 0
    assert store.pending.recheck("crime.mps_borough") == 1
    assert state(store, token) == "waiting"


def test_accepted_warnings_are_remembered(store: Store) -> None:
    token = ready(store)
    entry = {"code": "total-mismatch", "reason": "the partner explained it"}
    before = one(store, token).mark
    assert store.pending.accept(token, mark=before, accepted=[entry])
    assert one(store, token).accepted == [entry]
    assert one(store, token).mark != before
    assert not store.pending.accept(token, mark=before, accepted=[])
