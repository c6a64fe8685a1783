"""What is read beside a page's own figures: only the months asked for, in one statement, as at a moment."""

from sqlalchemy import event

from dashboard.periods import month
from dashboard.store.store import Store
from loaders._load import load

HEAD = "MajorText,MinorText,BoroughName,202404,202405,202406,202407,202504,202505,202506"
FIRST = f"{HEAD}\nBURGLARY,HOME,Bromley,1,2,3,4,5,6,7\nBURGLARY,HOME,Bexley,11,12,13,14,15,16,17\n"
SPANS = [(202504, 202506), (202404, 202406)]
AREAS = ["E09000006", "E09000004"]


def test_only_the_months_within_the_spans_are_read_in_one_statement(store: Store) -> None:
    load(store, [("met.csv", FIRST.encode())], by="analyst")
    counted: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    rows = store.around(["crime.burglary"], AREAS, within=SPANS)
    assert len(counted) == 1
    assert [row.value for row in rows if row.area == "E09000006"] == [1, 2, 3, 5, 6, 7]
    assert {row.area for row in rows} == set(AREAS)


def test_a_series_wanted_whole_has_its_other_months_too(store: Store) -> None:
    load(store, [("met.csv", FIRST.encode())], by="analyst")
    rows = store.around(["crime.burglary"], AREAS[:1], within=SPANS, whole=["crime.total"])
    assert month(2024, 7) not in {row.period for row in rows if row.series == "crime.burglary"}
    assert month(2024, 7) in {row.period for row in rows if row.series == "crime.total"}


def test_as_at_a_moment_it_is_what_stood_then(store: Store) -> None:
    load(store, [("met.csv", FIRST.encode())], by="analyst")
    before = str(store.uploads()[0]["loaded_at"])
    load(store, [("newer.csv", FIRST.replace("Bromley,1,", "Bromley,9,").encode())], by="analyst")
    values = {at: store.around(["crime.burglary"], AREAS[:1], within=SPANS, as_at=at)[0].value for at in (None, before)}
    assert values == {None: 9, before: 1}
