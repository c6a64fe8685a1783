"""People sign in, slowly where they guess, and whatever ends their session ends it here."""

import contextlib
import threading
import time

import pytest
from sqlalchemy import text

from dashboard.errors import BadPassword, BadPerson, LinkSpent, SignInRefused, TooManyTries, UnknownPerson
from dashboard.store import passwords, sessions, throttle
from dashboard.store.access import Vouched
from dashboard.store.links import FIRST, PASSWORD
from dashboard.store.people import Person
from dashboard.store.sessions import Limits
from dashboard.store.store import Store
from dashboard.store.throttle import delay, guarded

GOOD = "violet tractor seven moons"
LIMITS = Limits(30 * 60_000_000, 8 * 3_600_000_000)
HERE = "192.0.2.1"


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFER_SECRET_KEY", "a key for this test only")


@pytest.fixture
def analyst(store: Store) -> Person:
    return member(store, "Crime analyst", "analyst")


def member(store: Store, name: str, role: str, **more: object) -> Person:
    """Somebody with the password GOOD."""
    store.people.add(name, role, sign_in=f"{name}@example.org", **more)  # type: ignore[arg-type]
    person = store.people.named(name)
    secret = store.links.issue(PASSWORD, person)
    store.access.enter(secret, password=GOOD, origin=HERE)
    return person


def test_the_first_administrator_comes_by_a_link_once(store: Store) -> None:
    link = store.links.issue(FIRST)
    assert not store.people.led()
    secret, person = store.access.enter(
        link, name="Head of safety", sign_in=" Head@Example.org ", password=GOOD, origin=HERE
    )
    assert store.people.led()
    assert (person.role, person.sign_in) == ("administrator", "head@example.org")
    assert store.sessions.person(secret, LIMITS) == person
    with pytest.raises(LinkSpent):
        store.access.enter(link, name="Another", sign_in="another", password=GOOD, origin=HERE)


def test_a_link_for_the_first_does_not_make_a_second(store: Store) -> None:
    link = store.links.issue(FIRST)
    member(store, "Head", "administrator")
    with pytest.raises(LinkSpent):
        store.access.enter(link, name="Another", sign_in="another", password=GOOD, origin=HERE)
    assert [one.name for one in store.people.all()] == ["Head"]


def test_a_newer_link_takes_the_place_of_an_older_one(store: Store, analyst: Person) -> None:
    old, new = store.links.issue(PASSWORD, analyst), store.links.issue(PASSWORD, analyst)
    with pytest.raises(LinkSpent):
        store.links.look(old)
    assert store.links.look(new).person == analyst


def test_a_link_grows_old(store: Store, analyst: Person) -> None:
    link = store.links.issue(PASSWORD, analyst)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE link SET expires_at = 1"))
    with pytest.raises(LinkSpent):
        store.access.enter(link, password=GOOD, origin=HERE)


def test_what_is_refused_does_not_use_a_link_up(store: Store, analyst: Person) -> None:
    link = store.links.issue(PASSWORD, analyst)
    with pytest.raises(BadPassword):
        store.access.enter(link, password="short", origin=HERE)
    assert store.links.look(link).person == analyst


def test_two_who_use_a_link_at_once_are_one(store: Store) -> None:
    link, won = store.links.issue(FIRST), []

    def come(name: str) -> None:
        with contextlib.suppress(LinkSpent):
            won.append(store.access.enter(link, name=name, sign_in=name, password=GOOD, origin=HERE))

    _together(come, ["One", "Two", "Three"])
    assert len(won) == 1
    assert len(store.people.all()) == 1


def test_signing_in_and_out(store: Store, analyst: Person) -> None:
    secret, person = store.access.sign_in(" CRIME analyst@EXAMPLE.org", GOOD, HERE)
    assert person == analyst
    assert store.sessions.person(secret, LIMITS) == analyst
    store.sessions.end(secret, by=analyst.name)
    assert store.sessions.person(secret, LIMITS) is None


def test_no_secret_is_in_the_database(store: Store, analyst: Person) -> None:
    secret, _ = store.access.sign_in("crime analyst@example.org", GOOD, HERE)
    link, made = store.links.issue(PASSWORD, analyst), store.tokens.make("Warehouse")
    held = ""
    with store.engine.connect() as connection:
        for table in ("person", "session", "link", "token", "throttle", "audit"):
            held += repr(connection.execute(text(f"SELECT * FROM {table}")).all())
    for one in (secret, link, made, GOOD):
        assert one not in held


@pytest.mark.parametrize(
    ("name", "password"), [("nobody@example.org", GOOD), ("crime analyst@example.org", "wrong" * 4)]
)
def test_whoever_may_not_come_in_hears_the_same(store: Store, analyst: Person, name: str, password: str) -> None:
    with pytest.raises(SignInRefused, match="The name or the password is not right"):
        store.access.sign_in(name, password, HERE)


def test_an_unknown_name_takes_as_long_as_a_wrong_password(sqlite_store: Store) -> None:
    member(sqlite_store, "Crime analyst", "analyst")
    took: dict[str, list[float]] = {"crime analyst@example.org": [], "nobody@example.org": []}
    for _ in range(4):
        for name, times in took.items():
            began = time.thread_time()
            with pytest.raises(SignInRefused):
                sqlite_store.access.sign_in(name, "wrong" * 4, HERE)
            times.append(time.thread_time() - began)
    known, unknown = (min(times) for times in took.values())
    assert 0.6 < unknown / known < 1.7


def test_a_disabled_person_is_out_at_once_and_stays_out(store: Store, analyst: Person) -> None:
    secret, _ = store.access.sign_in("crime analyst@example.org", GOOD, HERE)
    store.people.disable("Crime analyst")
    assert store.sessions.person(secret, LIMITS) is None
    with pytest.raises(SignInRefused):
        store.access.sign_in("crime analyst@example.org", GOOD, HERE)
    store.people.enable("Crime analyst")
    assert store.sessions.person(secret, LIMITS) is None


def test_a_disabled_persons_link_opens_nothing(store: Store, analyst: Person) -> None:
    link = store.links.issue(PASSWORD, analyst)
    store.people.disable("Crime analyst")
    with pytest.raises(LinkSpent):
        store.access.enter(link, password=GOOD, origin=HERE)


@pytest.mark.parametrize(("column", "ago"), [("seen_at", 31 * 60), ("created_at", 8 * 3600 + 1)])
def test_a_session_times_out(store: Store, analyst: Person, column: str, ago: int) -> None:
    secret, _ = store.access.sign_in("crime analyst@example.org", GOOD, HERE)
    with store.engine.begin() as connection:
        connection.execute(text(f"UPDATE session SET {column} = {column} - {ago * 1_000_000}"))
    assert store.sessions.person(secret, LIMITS) is None
    assert store.sessions.standing(LIMITS) == []


def test_a_request_keeps_a_session_alive(store: Store, analyst: Person) -> None:
    secret, _ = store.access.sign_in("crime analyst@example.org", GOOD, HERE)
    with store.engine.begin() as connection:
        connection.execute(text(f"UPDATE session SET seen_at = seen_at - {20 * 60_000_000}"))
    assert store.sessions.person(secret, LIMITS) is not None
    (standing, *_) = store.sessions.standing(LIMITS)
    assert standing.seen_at > sessions.now() - 60_000_000


def test_no_page_waits_for_a_writer_to_say_who_was_seen(sqlite_store: Store) -> None:
    person = member(sqlite_store, "Crime analyst", "analyst")
    secret, _ = sqlite_store.access.sign_in("crime analyst@example.org", GOOD, HERE)
    with sqlite_store.engine.begin() as connection:
        connection.execute(text("UPDATE session SET seen_at = seen_at - 120000000"))
    with sessions.writing(sqlite_store.engine):
        began = time.perf_counter()
        assert sqlite_store.sessions.person(secret, LIMITS) == person
    assert time.perf_counter() - began < 1


def test_a_changed_password_ends_every_other_session(store: Store, analyst: Person) -> None:
    old, _ = store.access.sign_in("crime analyst@example.org", GOOD, HERE)
    new = store.access.change(analyst, old=GOOD, new="another tractor of nine suns", origin=HERE)
    assert store.sessions.person(old, LIMITS) is None
    assert store.sessions.person(new, LIMITS) == analyst
    with pytest.raises(SignInRefused):
        store.access.change(analyst, old=GOOD, new="another tractor of ten suns", origin=HERE)


def test_signing_out_everywhere(store: Store, analyst: Person) -> None:
    held = [store.access.sign_in("crime analyst@example.org", GOOD, HERE)[0] for _ in range(3)]
    store.sessions.end_all(analyst, by=analyst.name)
    assert [store.sessions.person(secret, LIMITS) for secret in held] == [None] * 3


def test_guesses_are_slowed_and_a_restart_forgets_nothing(store: Store, analyst: Person) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            store.access.sign_in("crime analyst@example.org", "wrong" * 4, HERE)
    restarted = Store(store.engine)
    with pytest.raises(TooManyTries, match="Wait 2 seconds"):
        restarted.access.sign_in("crime analyst@example.org", GOOD, HERE)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE throttle SET until = 0"))
    assert restarted.access.sign_in("crime analyst@example.org", GOOD, HERE)[1] == analyst
    with pytest.raises(SignInRefused):
        restarted.access.sign_in("crime analyst@example.org", "wrong" * 4, HERE)


def test_many_guesses_at_once_are_no_more_than_the_free_ones(
    store: Store, analyst: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []
    real = passwords.matches
    monkeypatch.setattr(passwords, "matches", lambda kept, said: looked.append(said) or real(kept, said))

    def guess(password: str) -> None:
        with pytest.raises((SignInRefused, TooManyTries)):
            store.access.sign_in("crime analyst@example.org", password, HERE)

    _together(guess, [f"a wrong password {n}" for n in range(12)])
    assert len(looked) == 5


def test_one_source_cannot_try_every_account(store: Store) -> None:
    for n in range(20):
        with pytest.raises(SignInRefused):
            store.access.sign_in(f"person{n}", "wrong" * 4, HERE)
    with pytest.raises(TooManyTries):
        store.access.sign_in("person21", "wrong" * 4, HERE)
    with pytest.raises(SignInRefused):
        store.access.sign_in("person21", "wrong" * 4, "192.0.2.99")


def test_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    assert [delay(tries, 5) for tries in (4, 5, 6, 7, 20, 5000)] == [0, 2, 4, 8, 900, 900]
    assert guarded("a", "2001:db8::1")[1] == guarded("a", "2001:db8::ffff")[1]
    assert throttle.words(61) == "2 minutes"


@pytest.mark.parametrize(
    "password",
    ["fourteen chars", "x" * 129, "passwordpassword", "Password12345678!", "saferbromley2026!", "1234567890123456",
     "qwertyuiop123456", "aaaaaaaaaaaaaaaaaa", "P@ssw0rdP@ssw0rd", "letmeinletmein123", "crime analyst 2026",
     "aAaAaA1111111111", "P4ssw0rd12345678"],
)  # fmt: skip
def test_what_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(BadPassword):
        passwords.taken(password, "Crime analyst")


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "x7#kQ9!mZ2@pL5$w",
        "ein langes Wort über Äpfel",
        "密码是一个很长的句子不容易猜到的吧",
        "  spaces are kept  ",
    ],
)
def test_any_other_password_is_taken_as_it_is(password: str) -> None:
    kept = passwords.hashed(passwords.taken(password))
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches(kept, password)
    assert not passwords.matches(kept, password.strip() + "x")


def test_there_is_always_an_administrator(store: Store) -> None:
    member(store, "Head", "administrator")
    for step in (lambda: store.people.disable("Head"), lambda: store.people.change("Head", role="viewer")):
        with pytest.raises(BadPerson, match="only administrator"):
            step()
    member(store, "Deputy", "administrator")
    store.people.disable("Head")
    assert store.people.led()


def test_what_a_person_is_must_make_sense(store: Store) -> None:
    store.people.add("Head of youth justice", "lead", priorities=["youth"])
    for name, role, priorities in (
        ("", "viewer", ()), ("x" * 81, "viewer", ()), ("A", "king", ()), ("B", "lead", ()),
        ("C", "analyst", ("youth",)),
        ("Head of  youth justice", "viewer", ()),
    ):  # fmt: skip
        with pytest.raises(BadPerson):
            store.people.add(name, role, priorities=priorities)
    with pytest.raises(UnknownPerson):
        store.people.disable("Nobody")


def test_a_lead_answers_for_their_own_priorities_only(store: Store) -> None:
    lead = member(store, "Head of youth justice", "lead", priorities=["youth", "2025/violence"])
    assert lead.answers_for("2020", "youth")
    assert lead.answers_for("2025", "violence")
    assert not lead.answers_for("2020", "violence")
    assert member(store, "Analyst", "analyst").answers_for("2020", "violence")
    assert not member(store, "Viewer", "viewer").answers_for("2020", "youth")


def test_a_token_is_for_one_purpose_and_ends(store: Store) -> None:
    secret = store.tokens.make("Warehouse", purpose="api", days=1)
    found = store.tokens.found(secret, "api")
    assert found is not None
    assert store.tokens.found(secret, "metrics") is None
    assert store.tokens.found(secret[:-1], "api") is None
    assert store.tokens.revoke(found.id)
    assert store.tokens.found(secret, "api") is None
    late = store.tokens.make("Warehouse")
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE token SET expires_at = 1"))
    assert store.tokens.found(late, "api") is None


def test_somebody_a_provider_vouches_for_is_known_by_issuer_and_subject(store: Store) -> None:
    claim = Vouched("https://id.example.org", "42", "Head of housing", "lead", ("housing",))
    _, first = store.access.vouched(claim, HERE)
    _, again = store.access.vouched(claim._replace(name="Renamed", role="viewer", priorities=()), HERE)
    _, other = store.access.vouched(claim._replace(issuer="https://other.example.org"), HERE)
    assert (again.id, again.name, again.role) == (first.id, "Head of housing", "viewer")
    assert (other.id != first.id, other.name) == (True, "Head of housing 2")
    store.people.disable("Head of housing")
    with pytest.raises(SignInRefused):
        store.access.vouched(claim, HERE)


def test_all_of_it_is_in_the_audit_log_without_names_to_sign_in_with(store: Store, analyst: Person) -> None:
    with pytest.raises(SignInRefused):
        store.access.sign_in("crime analyst@example.org", "wrong" * 4, HERE)
    secret, _ = store.access.sign_in("crime analyst@example.org", GOOD, HERE)
    store.sessions.end(secret, by=analyst.name)
    store.people.disable(analyst.name, by="Head")
    rows = store.audit.rows()
    assert [row.what for row in reversed(rows)] == [
        *("person.add", "link.password", "password.set", "sign-in.refused", "sign-in", "session.end", "person.disable"),
    ]
    assert "example.org" not in repr(rows)
    assert store.audit.verify().sound


def _together(act: object, arguments: list[str]) -> None:
    threads = [threading.Thread(target=act, args=(one,)) for one in arguments]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
