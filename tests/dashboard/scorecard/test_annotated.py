"""Charts with what is to be known of their months, and the rows of the table it falls in."""

from dashboard.annotations import Annotation
from dashboard.scorecard.annotated import annotated
from dashboard.scorecard.details import Chart, Line
from dashboard.strategy import Indicator, Part

BROMLEY = "E09000006"
BURGLARY = Indicator(code="burglary", title="Burglary", series="crime.burglary")


def note(code: str, series: str, **when: str) -> Annotation:
    held = {"code": code, "kind": "event", "series": [series], "text": "T", "source": "S"}
    return Annotation.model_validate(held | when)


COVID = note("covid", "crime", **{"from": "2020-04-01", "to": "2021-06-30"})
SYSTEM = note("system", "crime.burglary", date="2024-02-28")
OTHER = note("other", "fly_tipping", date="2024-02-28")
QUARTERS = [f"Q{n}" for n in range(1, 5)]


def chart(rows: dict[int, str]) -> Chart:
    """Rows of four quarters by the year they begin in; a dash has no figure."""
    years = [f"{year}-{(year + 1) % 100:02d}" for year in rows]
    return Chart(
        key="k",
        title="T",
        summary="S",
        kind="quarters",
        unit="offences",
        categories=tuple(QUARTERS),
        lines=(Line(name="n", values=()),),
        table_headings=("Year", *QUARTERS),
        table_rows=tuple((year, *texts) for year, texts in zip(years, rows.values(), strict=True)),
        table_periods=tuple(tuple(f"FY{year}-{q}" for q in QUARTERS) for year in years),
    )


def test_rows_have_the_numbers_of_the_notes_that_fall_in_them() -> None:
    made = annotated(chart({2023: "1111", 2021: "1111", 2020: "1111"}), BURGLARY, BROMLEY, [SYSTEM, COVID, OTHER])
    assert [one.code for one in made.annotations] == ["covid", "system"]
    assert made.table_notes == ("2", "1", "1")


def test_months_without_a_figure_have_no_notes() -> None:
    made = annotated(chart({2023: "111–", 2021: "–111"}), BURGLARY, BROMLEY, [SYSTEM, COVID])
    assert (made.annotations, made.table_notes) == ((), ())


def test_a_portfolio_has_the_notes_of_its_parts() -> None:
    parts = (Part(series="csp.other", title="O"), Part(series="crime.burglary", title="B"))
    both = Indicator(code="both", title="Both", series="csp.both", parts=parts)
    assert annotated(chart({2023: "1111"}), both, BROMLEY, [SYSTEM]).table_notes == ("1",)
    elsewhere = Indicator(code="one", title="One", series="csp.both")
    assert annotated(chart({2023: "1111"}), elsewhere, BROMLEY, [SYSTEM]).annotations == ()


def test_an_indicator_of_one_area_has_the_notes_of_that_area() -> None:
    force = Indicator(code="f", title="F", series="crime.burglary", area="E23000032")
    london = SYSTEM.model_copy(update={"areas": ("E09",)})
    assert annotated(chart({2023: "1111"}), force, BROMLEY, [london]).annotations == ()
