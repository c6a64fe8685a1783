"""Quarters that a monthly file begins or ends within: told once, as a note."""

from tests.loaders.checks.examining import Examiner, Met


def within(met: Met, first: str, last: str) -> Met:
    begin, end = met.column(first), met.column(last) + 1
    return Met([[*row[:3], *row[begin:end]] for row in met.rows])


def test_both_ends_are_told_in_one_note_and_are_no_problem(examiner: Examiner, met: Met) -> None:
    assert examiner.all(within(met, "202402", "202511").content) == []
    (note,) = examiner.notes
    assert note.startswith("Not complete: Jan–Mar 2024 (Q4 2023/24) (2 of 3 months) and Oct–Dec 2025")


def test_months_that_stand_already_complete_a_quarter(examiner: Examiner, met: Met) -> None:
    examiner.keep(within(met, "202401", "202510").content)
    examiner.all(within(met, "202402", "202511").content)
    (note,) = [note for note in examiner.notes if "Not complete" in note]
    assert note.startswith("Not complete: Oct–Dec 2025 (Q3 2025/26) (2 of 3 months).")


def test_whole_quarters_say_nothing(examiner: Examiner, met: Met) -> None:
    examiner.all(met.content)
    assert examiner.notes == []
