"""Figures of a saved text that are out of date, taken over, unknown, or kept back."""

from dashboard.scorecard.facts import Fact, Facts
from dashboard.scorecard.quotations import checked, in_words, quotes, renewed

TEXT = "There were 412 offences, a reduction of 52 (−11%); burglary fell by 30 and theft rose by 30."


def known(value: float = 412, before: float = 464, burglary: float = -30, theft: float = 30) -> Facts:
    change = value - before
    made = [
        Fact(key="value", what="All, Apr–Jun 2012", series="c.all", value=value),
        Fact(key="change", what="All, the change", series="c.all", value=change, signed=True),
        Fact(
            key="pct", what="All, the change", series="c.all", value=change * 100 / before, kind="percent", signed=True
        ),
        Fact(key="b", what="Burglary, the change", series="c.b", value=burglary, name="Burglary", signed=True),
        Fact(key="t", what="Theft, the change", series="c.t", value=theft, name="Theft", signed=True),
    ]
    return {fact.key: fact for fact in made}


def test_a_text_quotes_what_it_says_and_no_more() -> None:
    assert [fact.key for fact in quotes("There were 412, down −11%.", known())] == ["value", "pct"]
    assert {fact.key for fact in quotes(TEXT, known())} == {"value", "change", "pct", "b", "t"}


def test_what_stands_is_not_out_of_date() -> None:
    found = checked(TEXT, quotes(TEXT, known()), known())
    assert (found.stale, found.strangers, found.kept_back) == ((), (), False)


def test_what_has_changed_is_said_and_can_be_taken_over() -> None:
    saved, now = quotes(TEXT, known()), known(value=420)
    found = checked(TEXT, saved, now)
    assert [(one.was, one.now) for one in found.stale] == [("412", "420"), ("52", "44"), ("−11%", "−9%")]
    assert in_words(found.stale[:2]) == "2 figures in this text are out of date: was 412, now 420; was 52, now 44."
    assert renewed(TEXT, saved, now) == TEXT.replace("412", "420").replace("52", "44").replace("11", "9")


def test_the_same_number_twice_is_told_apart_by_the_name_it_stands_at() -> None:
    saved, now = quotes(TEXT, known()), known(theft=31)
    text = renewed(TEXT, saved, now)
    assert text.endswith("burglary fell by 30 and theft rose by 31.")


def test_a_fall_that_became_a_rise_is_never_written_into_the_old_words() -> None:
    saved, now = quotes(TEXT, known()), known(burglary=4)
    (one,) = checked(TEXT, saved, now).stale
    assert (one.was, one.now, one.turned) == ("30", "4 more", True)
    assert renewed(TEXT, saved, now) == TEXT


def test_a_fall_that_became_as_large_a_rise_is_out_of_date_too() -> None:
    text = "Burglary fell by 30."
    (one,) = checked(text, quotes(text, known()), known(burglary=30)).stale
    assert one.turned


def test_a_figure_of_nothing_known_is_a_hint() -> None:
    text = "There were 412, of which 7 at the station in 2012."
    found = checked(text, quotes(text, known()), known())
    assert (found.stale, found.strangers) == ((), ("7",))


def test_an_edit_keeps_what_was_out_of_date_out_of_date() -> None:
    before, now = quotes("There were 412.", known()), known(value=420)
    edited = "There were 412, and it was a wet spring."
    (one,) = checked(edited, quotes(edited, now, before), now).stale
    assert (one.was, one.now) == ("412", "420")


def test_a_figure_that_is_gone_is_said_and_one_that_is_kept_back_closes_the_text() -> None:
    saved = quotes(TEXT, known())
    left = {key: fact for key, fact in known().items() if key != "b"}
    found = checked(TEXT, saved, left)
    assert [(one.was, one.now) for one in found.stale] == [("30", "")]
    assert "now not known any more" in in_words(found.stale)
    assert not found.kept_back
    assert checked(TEXT, saved, left, guarded=lambda series: series == "c.b").kept_back
