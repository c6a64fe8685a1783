"""Years that a newer edition drops stay, and the analyst is told."""

from tests.loaders.checks.examining import Examiner

HEAD = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n"
BROMLEY = {2015: 312, 2016: 219, 2017: 323, 2018: 210, 2019: 163}


def lait(years: range) -> str:
    title = "First Time entrants to the Youth Justice System aged 10-17 (rate)"
    return HEAD + "".join(f"FirstYJS,{title},{year},Bromley,{BROMLEY[year]},305,Outer London\n" for year in years)


def test_what_a_newer_edition_drops_is_kept_and_said_in_a_note(examiner: Examiner) -> None:
    examiner.keep(lait(range(2015, 2019)), "lait.csv")
    assert examiner.all(lait(range(2016, 2020)), "lait.csv") == []
    assert "The file begins with 2016: what stands for 2015 is kept as it is." in examiner.notes
    examiner.keep(lait(range(2016, 2020)), "lait.csv")
    rows = examiner.store.observations(["fte.rate"], ["E09000006"])
    assert {row.period.first // 12: row.value for row in rows} == BROMLEY


def test_a_file_of_later_years_only_and_a_first_file_say_nothing(examiner: Examiner) -> None:
    examiner.all(lait(range(2015, 2017)), "lait.csv")
    assert not any("is kept as it is" in note for note in examiner.notes)
    examiner.keep(lait(range(2015, 2017)), "lait.csv")
    examiner.all(lait(range(2018, 2020)), "lait.csv")
    assert not any("is kept as it is" in note for note in examiner.notes)
