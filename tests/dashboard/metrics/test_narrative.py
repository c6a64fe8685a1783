"""The wording of narratives: falls and rises, what stood still, lone figures, and what does not fit."""

from dashboard.metrics.narrative import Moved, Piece, Told, draft, enumerated, opening

VIOLENCE = Told(
    title="Violent crime",
    unit="offences",
    period="April to June 2012",
    now="983",
    moved=Moved(-1, "224", "−19%"),
    within=(Piece("Assault with injury", Moved(-1, "159")), Piece("Harassment", Moved(-1, "52"))),
)
FIRST = "During April to June 2012 there were 983 violent crime offences, a reduction of 224 (−19%)"


def test_a_figure_in_the_sentence_of_the_paper() -> None:
    assert draft(VIOLENCE, longest=1200) == (
        f"{FIRST} on the same period last year; "
        "this includes a reduction of 159 in assault with injury and 52 in harassment."
    )
    assert opening(VIOLENCE, after=True) == "There were 983 violent crime offences, a reduction of 224 (−19%)"


def test_what_lies_within_may_go_both_ways() -> None:
    mixed = (Piece("Harassment", Moved(1, "5")), Piece("Assault", Moved(-1, "9")), Piece("ASB", Moved(0)))
    said = draft(Told("Violence", "offences", "June 2012", "9", within=mixed), longest=1200)
    assert said.endswith("; this includes a reduction of 9 in assault, and an increase of 5 in harassment.")


def test_parts_that_went_with_the_whole_come_first() -> None:
    parts = (
        Piece("Theft", Moved(-1, "205", "−10%"), "1,787"),
        Piece("Burglary", Moved(1, "122", "+17%"), "834"),
        Piece("MARAC", Moved(0), "4"),
    )
    fall = draft(Told("All crime", "offences", "p", "9", moved=Moved(-1, "83"), parts=parts), longest=1200)
    assert fall.endswith(
        "Theft fell by 205 to 1,787 (−10%); burglary rose by 122 to 834 (+17%); MARAC stood at 4 again."
    )
    rise = draft(Told("All crime", "offences", "p", "9", moved=Moved(1, "83"), parts=parts), longest=1200)
    assert "Burglary rose by 122 to 834 (+17%); theft fell by 205 to 1,787 (−10%)" in rise


def test_what_is_no_count_stands_at_its_figure() -> None:
    told = Told("Confidence", "%", "April to June 2012", "52.0%", moved=Moved(1, "2.0 points"))
    assert (
        opening(told) == "Confidence stood at 52.0% in April to June 2012, up 2.0 points on the same period last year"
    )
    rate = Told("Cases, rate", "per 10,000", "2024/25", "48.2", before="the year before", moved=Moved(0))
    assert opening(rate) == "Cases, rate stood at 48.2 per 10,000 in 2024/25, the same as in the year before"
    assert opening(Told("Arson", "fires", "June 2012", "1")) == "Arson stood at 1 in June 2012"


def test_a_title_that_says_what_is_counted_is_not_said_twice() -> None:
    assert "there were 9 recorded offences" in opening(Told("All recorded offences", "offences", "p", "9"))
    assert "there were 9 children cautioned" in opening(Told("Children cautioned", "children", "p", "9"))


def test_what_is_said_of_the_whole_and_of_the_test() -> None:
    more = {"share": "20%", "share_of": "all offences", "verdict": "within usual variation", "status": "green"}
    told = Told("A", "offences", "p", "9", moved=Moved(-1, "3"), target="−2%", **more)
    assert draft(told, longest=1200).endswith(
        " They were 20% of all offences. The reduction is within usual variation. The status is green (target: −2%)."
    )
    still = Told("A", "offences", "p", "9", moved=Moved(0), verdict="within usual variation")
    assert "variation" not in draft(still, longest=1200)


def test_a_draft_keeps_to_its_length_by_whole_sentences_and_parts() -> None:
    parts = [Piece(f"Part number {n}", Moved(-1, str(n)), str(n)) for n in range(90, 0, -1)]
    told = Told("A", "offences", "p", "9", moved=Moved(-1, "3"), parts=parts, status="red", target="−2%")
    said = draft(told, longest=400)
    assert len(said) <= 400
    assert said.count("Part number 90") == 1
    assert "number 1 " not in said
    assert said.endswith("(target: −2%).")
    assert "Part" not in draft(told, longest=60)


def test_lists_in_words() -> None:
    assert [enumerated(list("abc"[:n])) for n in (1, 2, 3)] == ["a", "a and b", "a, b and c"]
