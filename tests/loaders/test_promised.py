"""The series a source is known to bring before its first file comes."""

from loaders._promised import promised
from loaders._registry import all_loaders


def test_a_return_promises_every_measure_of_its_form() -> None:
    found = promised()["asb.return"]
    assert {"asb.total", "asb.noise", "asb.police"} <= found


def test_a_publication_promises_what_its_loader_declares() -> None:
    assert "fly_tipping.incidents" in promised()["fly_tipping.defra"] & promised()["fly_tipping.return"]
    assert promised()["fte.disposals"] >= {"disposals.total"}


def test_every_source_has_an_entry_and_those_of_crime_promise_nothing_beforehand() -> None:
    assert promised().keys() == all_loaders().keys()
    assert promised()["crime.mps_borough"] == frozenset()


def test_a_public_paper_promises_nothing_so_that_the_service_itself_is_waited_for() -> None:
    assert "yjs.custody" in promised()["youth_justice.return"]
    assert promised()["youth_justice.published"] == frozenset()
