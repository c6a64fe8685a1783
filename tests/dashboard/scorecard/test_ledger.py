"""The ledger in words."""

import pytest

from dashboard.periods import parse
from dashboard.scorecard.ledger import (
    covers_words,
    download_name,
    plain,
    revised_words,
    undone_words,
    warnings,
    warnings_in_words,
)
from dashboard.store.difference import Counts
from dashboard.store.ledger import Entry


def entry(**said: object) -> Entry:
    values: dict[str, object] = dict.fromkeys(Entry.__dataclass_fields__)
    values |= {"changed": 0, "unchanged": 0, "new": 0, "gone": 0}
    return Entry(**(values | said))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("counts", "would", "did"),
    [
        (
            Counts(2, 30, 5, 12),
            (
                "Of the figures it touched, 12 would go, 30 would go back to what other files say, "
                "2 that it had ended would stand again and 5 would stay as later files have them."
            ),
            (
                "Of the figures it touched, 12 went, 30 went back to what other files say, "
                "2 that it had ended stand again and 5 stay as later files have them."
            ),
        ),
        (
            Counts(0, 0, 1, 1200),
            "Of the figures it touched, 1,200 would go and 1 would stay as later files have it.",
            "Of the figures it touched, 1,200 went and 1 stays as later files have it.",
        ),
        (Counts(0, 0, 9, 0), "No figure would change: other files say the same.", "No figure changed."),
    ],
)
def test_what_undoing_does(counts: Counts, would: str, did: str) -> None:
    assert undone_words(counts, would=True) == would
    assert undone_words(counts, would=False) == did


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"revised": None, "changed": 3}, "Not recorded"),
        ({"revised": 0}, "All new"),
        ({"revised": 0, "unchanged": 1}, "None of 1 shared figure"),
        ({"revised": 0, "unchanged": 1200}, "None of 1,200 shared figures"),
        (
            {"revised": 300, "changed": 310, "unchanged": 1190, "median_revision": 2.04, "largest_revision": 1250.0},
            "300 of 1,500 shared figures (20%); median 2%, largest 1,250%",
        ),
        ({"revised": 1, "changed": 1, "unchanged": 1}, "1 of 2 shared figures (50%)"),
        (
            {"revised": 1, "changed": 1, "unchanged": 9999, "median_revision": 0.04, "largest_revision": 0.04},
            "1 of 10,000 shared figures (under 0.1%); median under 0.1%, largest under 0.1%",
        ),
    ],
)
def test_what_an_edition_revised(said: dict[str, object], words: str) -> None:
    assert revised_words(entry(**said)) == words


def test_the_months_an_upload_covers() -> None:
    assert covers_words(entry(first_month=202304, last=parse("FY2024-25-Q1"))) == "Apr 2023 to Jun 2024"
    assert covers_words(entry(first_month=202304, last=parse("2023-04"))) == "Apr 2023"
    assert covers_words(entry()) == "No figures yet"


WARNING = {"severity": "warning", "code": "total-mismatch", "message": "5 is not 6.", "sheet": "ASB", "cell": "F9"}
OTHER = {
    "severity": "warning",
    "code": "unknown-heading",
    "message": "“Q5” is no period.",
    "sheet": "ASB",
    "cell": None,
}


def test_warnings_with_the_reasons_for_which_they_were_accepted() -> None:
    accepted = [WARNING | {"reason": "The council confirmed it", "by": "analyst", "at": "2026-01-01T10:00:00"}]
    first, second = warnings([WARNING, OTHER | {"accepted": "Always so"}], accepted)
    assert (first.place, first.accepted, first.reason, first.by) == (
        "ASB!F9",
        True,
        "The council confirmed it",
        "analyst",
    )
    assert (second.place, second.accepted, second.reason, second.by) == ("ASB", True, "Always so", "")
    assert not warnings([WARNING], [])[0].accepted
    assert not warnings([WARNING | {"cell": "F10"}], accepted)[0].accepted  # another cell is another matter


def test_warnings_in_words() -> None:
    assert warnings_in_words([], []) == []
    assert warnings_in_words([WARNING], []) == ["1 warning kept"]
    assert warnings_in_words([WARNING, OTHER], [WARNING | {"reason": "Confirmed"}]) == [
        "2 warnings kept, 1 accepted",
        "accepted total-mismatch: 5 is not 6. Reason: Confirmed",
    ]


@pytest.mark.parametrize(
    ("name", "shown", "saved"),
    [
        ("met crime.csv", "met crime.csv", "upload 7 met crime.csv"),
        (
            "<img src=x onerror=alert(1)>.csv",
            "<img src=x onerror=alert(1)>.csv",
            "upload 7 _img src_x onerror_alert(1)_.csv",
        ),
        ("annual\u202efdp.exe", "annual�fdp.exe", "upload 7 annual_fdp.exe"),
        ("a\r\nContent-Type: text/html", "a��Content-Type: text/html", "upload 7 a__Content-Type_ text_html"),
        ("../../etc/passwd", "../../etc/passwd", "upload 7 _.._etc_passwd"),
        ("....", "....", "upload 7 file"),
        ("", "", "upload 7 file"),
        ("Ёлка №1.xlsx", "Ёлка №1.xlsx", "upload 7 Ёлка _1.xlsx"),
        ("x" * 300 + ".csv", "x" * 300 + ".csv", "upload 7 " + "x" * 116 + ".csv"),
    ],
)
def test_names_of_files_are_shown_as_text_and_saved_under_safe_names(name: str, shown: str, saved: str) -> None:
    assert plain(name) == shown
    assert download_name(7, name) == saved
