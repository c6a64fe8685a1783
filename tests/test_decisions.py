"""Decisions: a warning accepted with its reason, made an error, a renamed series joined, once and for the next file."""

import pytest

from dashboard.store.store import Store
from loaders._load import load

RETURN = (
    "Quarterly return: Recorded crime\nArea:,Bromley\n\nMeasure,Apr–Jun 2012\nBurglary,834\nRobbery,126\n"
    "Theft & handling,1787\nCriminal damage,534\nProperty crime,{total}\n"
)
MET = "MajorText,MinorText,BoroughName,202404,202405\nBURGLARY,{name},Bromley,10,12\n"


def loaded(store: Store, total: str = "3580", *, strict: bool = False) -> dict[str, object]:
    content = RETURN.format(total=total).encode()
    return load(store, [("crime.csv", content)], by="analyst", strict=strict)[0]


def test_a_warning_can_be_made_an_error_for_a_source(store: Store) -> None:
    store.decisions.decide(source="crime.return", code="total-mismatch", verdict="error", by="analyst")
    found = loaded(store)
    assert (found["status"], [p["severity"] for p in found["problems"]]) == ("refused", ["error"])  # type: ignore[attr-defined]
    assert store.uploads() == []


def test_a_decision_is_withdrawn_and_no_longer_holds(store: Store) -> None:
    store.decisions.decide(source="crime.return", code="total-mismatch", verdict="error", by="analyst")
    assert store.decisions.withdraw(source="crime.return", code="total-mismatch")
    assert not store.decisions.withdraw(source="crime.return", code="total-mismatch")
    assert loaded(store)["status"] == "committed"


def test_an_accepted_warning_keeps_its_reason_and_passes_strict(store: Store) -> None:
    assert loaded(store, strict=True)["status"] == "refused"
    store.decisions.decide(
        source="crime.return", code="total-mismatch", verdict="accept", reason="a misprint", by="lead"
    )
    found = loaded(store, strict=True)
    assert (found["status"], found["problems"][0]["accepted"]) == ("committed", "a misprint")  # type: ignore[index]
    assert store.uploads()[0]["problems"][0]["accepted"] == "a misprint"


@pytest.mark.parametrize(("verdict", "name"), [("join", "old_name"), ("apart", "new_name")])
def test_a_renamed_series_is_joined_or_kept_apart(store: Store, verdict: str, name: str) -> None:
    load(store, [("a.csv", MET.format(name="OLD NAME").encode())], by="analyst")
    subject = "crime.burglary.new_name=crime.burglary.old_name"
    store.decisions.decide(
        source="crime.mps_borough", code="renamed-series", subject=subject, verdict=verdict, by="analyst"
    )
    load(store, [("b.csv", MET.replace("10,12", "11,12").format(name="NEW NAME").encode())], by="analyst")
    assert [row.value for row in store.observations([f"crime.burglary.{name}"])] == [11.0, 12.0]


def test_a_newer_decision_replaces_the_older(store: Store) -> None:
    for verdict in ("error", "accept"):
        store.decisions.decide(source="s", code="c", verdict=verdict, reason=verdict, by="analyst")
    assert [(d.verdict, d.reason) for d in store.decisions.standing("s")] == [("accept", "accept")]
