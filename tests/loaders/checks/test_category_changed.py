"""Categories renamed, split, merged or gone."""

import pytest

from tests.loaders.checks.examining import Examiner, Met

HOME, NEW = "RES BURGLARY OF A HOME", "RESIDENTIAL BURGLARY OF A HOME"
OLD = "crime.burglary.res_burglary_of_a_home"


def rename(met: Met, old: str, new: str, *, boroughs: tuple[str, ...] = ()) -> int:
    """Respell a sub-category; the number of the first row with the new name."""
    rows = [row for row in met.of(minor=old) if not boroughs or row[2] in boroughs]
    for row in rows:
        row[1] = new
    return met.number(rows[0])


@pytest.mark.parametrize(
    ("old", "new"), [(HOME, NEW), ("BICYCLE THEFT", "PEDAL CYCLES"), ("VIOLENT DISORDER", "VIOLENT DISORDERS")]
)
def test_a_new_name_for_what_stands_is_a_question_at_the_name(examiner: Examiner, met: Met, old: str, new: str) -> None:
    examiner.keep(met.content)
    place = rename(met, old, new)
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.severity, problem.cell) == ("category-changed", "warning", f"B{place}")
    assert f"“{new}” is new and “{old.lower()}” (standing for Jan 2024 to Dec 2025) is gone" in problem.message
    code, group = new.lower().replace(" ", "_"), problem.subject.partition("=")[2].rpartition(".")[0]
    assert problem.subject == f"{group}.{code}={group}.{old.lower().replace(' ', '_')}"


@pytest.mark.parametrize("standing", [True, False])
def test_a_name_misspelt_in_one_borough_is_found(examiner: Examiner, met: Met, standing: bool) -> None:
    if standing:
        examiner.keep(met.content)
    place = rename(met, "SHOPLIFTING", "SHOP LIFTING", boroughs=("Bromley",))
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.cell) == ("category-changed", f"B{place}")
    assert "“SHOP LIFTING” has rows for Bromley only, where “shoplifting” has none" in problem.message


@pytest.mark.parametrize("standing", [True, False])
def test_a_name_that_changes_within_the_months_is_found(examiner: Examiner, met: Met, standing: bool) -> None:
    if standing:
        examiner.keep(met.content)
    for row in met.of(minor="SHOPLIFTING"):
        met.rows.append([row[0], "RETAIL THEFT", row[2], *["0"] * 12, *row[15:]])
        row[15:] = ["0"] * 12
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.subject) == ("category-changed", "crime.theft.retail_theft=crime.theft.shoplifting")
    assert "“RETAIL THEFT” begins in Jan 2025, where “shoplifting” ends" in problem.message


def test_a_category_that_is_split_is_one_matter_and_no_join(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    for row in met.of(minor="SHOPLIFTING"):
        part = [int(value) // 3 for value in row[3:]]
        met.rows.append([row[0], "THEFT BY STAFF", row[2], *map(str, part)])
        row[3:] = [str(int(value) - taken) for value, taken in zip(row[3:], part, strict=True)]
    (problem,) = examiner.all(met.content)
    assert problem.code == "category-changed"
    assert "“THEFT BY STAFF” is new from Jan 2024 on, and “shoplifting” falls by as much" in problem.message
    assert problem.subject.startswith("split ")


def test_categories_that_are_merged_are_one_matter(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    for row in met.of(minor="RES BURGLARY OF UNCONNECTED BUILDING"):
        (home,) = met.of(minor=HOME, borough=row[2])
        home[3:] = [str(int(a) + int(b)) for a, b in zip(home[3:], row[3:], strict=True)]
        met.rows.remove(row)
    (problem,) = examiner.all(met.content)
    assert (
        "(standing for Jan 2024 to Dec 2025) is gone, and “RES BURGLARY OF A HOME” rises by as much" in problem.message
    )


def test_a_group_that_is_renamed_takes_its_parts_with_it(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    for row in met.of(group="BURGLARY"):
        row[0] = "BURGLERY"
    (problem,) = examiner.all(met.content)
    assert (problem.code, problem.subject) == ("category-changed", "crime.burglery=crime.burglary")


@pytest.mark.parametrize("gone", [{"group": "BURGLARY"}, {"minor": "SHOPLIFTING"}])
def test_a_category_that_is_gone_is_one_finding(examiner: Examiner, met: Met, gone: dict[str, str]) -> None:
    examiner.keep(met.content)
    met.rows = [row for row in met.rows if row not in met.of(**gone)]
    (problem,) = examiner.all(met.content)
    assert problem.code == "category-changed"
    assert "not in this file, which has figures of others for those periods" in problem.message


def test_a_small_new_category_is_no_matter(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    met.rows.append(["FRAUD", "NFIB FRAUD", "Bromley", *["0"] * 23, "1"])
    met.rows.append(["THEFT", "THEFT OF MAIL", "Bromley", *["0"] * 22, "1", "2"])
    assert examiner.all(met.content) == []


def test_what_was_joined_is_read_as_one_and_not_asked_again(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    rename(met, HOME, NEW)
    subject = f"crime.burglary.{NEW.lower().replace(' ', '_')}={OLD}"
    examiner.store.decisions.decide(
        source="crime.mps_borough", code="category-changed", subject=subject, verdict="join", by="analyst"
    )
    assert examiner.all(met.content) == []
    examiner.keep(met.content)
    assert len(examiner.store.observations([OLD], ["E09000006"])) == 24


def test_what_is_kept_apart_is_not_asked_again(examiner: Examiner, met: Met) -> None:
    examiner.keep(met.content)
    rename(met, HOME, NEW)
    (problem,) = examiner.all(met.content)
    examiner.store.decisions.decide(
        source="crime.mps_borough", code=problem.code, subject=problem.subject, verdict="apart", by="analyst"
    )
    assert examiner.all(met.content) == []


def test_a_join_adds_what_the_file_has_under_both_names(examiner: Examiner, met: Met) -> None:
    whole = {o.period: o.value for o in _shoplifting(examiner, met)}
    rename(met, "SHOPLIFTING", "SHOP LIFTING", boroughs=("Bromley",))
    subject = "crime.theft.shop_lifting=crime.theft.shoplifting"
    examiner.store.decisions.decide(
        source="crime.mps_borough", code="category-changed", subject=subject, verdict="join", by="analyst"
    )
    assert examiner.all(met.content) == []
    assert {o.period: o.value for o in _shoplifting(examiner, met)} == whole


def _shoplifting(examiner: Examiner, met: Met):
    examiner.keep(met.content)
    return examiner.store.observations(["crime.theft.shoplifting"], ["E09000006"])
