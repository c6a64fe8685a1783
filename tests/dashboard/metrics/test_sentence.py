"""The sentence on an indicator: each truth in words, reconciled, in every combination."""

import re
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.forecast import WORDS, chance
from dashboard.metrics.meanings import ASSURANCE, CHANCES, VARIATION, VERDICTS
from dashboard.metrics.sentence import Findings, Moved, Outcome, percent, sentence

AMBER = "Amber: 3% above the trajectory to −2%"
MORE, WITHIN, FEW = VERDICTS
MOVES: tuple[Moved | None, ...] = ("rise", "fall", "no change", None)
STATUSES = (AMBER, "Green: exactly on the target of 55%", "Grey: no target is set: shown for information.")
OUTCOMES = (
    None,
    Outcome(chance=0.35, near="n"),
    Outcome(met=True),
    Outcome(met=False),
    Outcome(early=True),
    Outcome(near="the year is forecast to end near 178 offences (157 to 206)"),
)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (
            {"moved": "rise", "verdict": WITHIN, "variation": "common", "outcome": Outcome(chance=0.35)},
            (
                f"{AMBER}. The rise on last year is within usual variation, and the months show nothing unusual; "
                "year end more likely than not to miss the target (35% chance of meeting it)."
            ),
        ),
        (
            {"moved": "rise", "verdict": MORE, "variation": "common"},
            f"{AMBER}. The rise on last year is more than usual variation, but the months show nothing unusual.",
        ),
        (
            {"moved": "rise", "verdict": MORE, "variation": "concerning", "high": True},
            (
                f"{AMBER}. The rise on last year is more than usual variation, and the months show a worsening beyond "
                "chance."
            ),
        ),
        (
            {"moved": "fall", "verdict": MORE, "variation": "concerning", "high": True},
            (
                f"{AMBER}. The fall on last year is more than usual variation, but the months show a worsening beyond "
                "chance."
            ),
        ),
        (
            {"moved": "fall", "verdict": MORE, "variation": "neutral", "high": False, "polarity": "none"},
            f"{AMBER}. The fall on last year is more than usual variation, and the months are unusually low.",
        ),
        (
            {"moved": "rise", "verdict": MORE, "pair": "from 0 to 15", "from_nothing": True},
            f"{AMBER}. The rise on last year, from 0 to 15, is more than usual variation.",
        ),
        (
            {"moved": "fall", "verdict": FEW, "pair": "from 5 to 3", "variation": "too-few", "points": "years"},
            (
                f"{AMBER}. The counts, from 5 to 3, are too few to tell a change on last year, and there are too few "
                "years to know what is usual."
            ),
        ),
        (
            {"moved": "rise", "before": "the year before", "variation": "improving", "points": "years"},
            (
                f"{AMBER}. Whether the rise on the year before is more than usual cannot be tested, but the years show "
                "an improvement beyond chance."
            ),
        ),
        ({"moved": "no change", "verdict": WITHIN}, f"{AMBER}. There is no change on last year."),
        ({"outcome": Outcome(early=True)}, f"{AMBER}. No forecast skill yet for the year’s end."),
        ({"outcome": Outcome(met=False)}, f"{AMBER}. The year ended off its target."),
        ({}, f"{AMBER}."),
    ],
)
def test_truths_are_reconciled(known: dict[str, Any], said: str) -> None:
    assert sentence(Findings(AMBER, **known)) == said


def test_every_combination_reads_well() -> None:
    verdicts, variations = (*VERDICTS, None), (*VARIATION, None)
    for status, moved, verdict, variation, outcome in product(STATUSES, MOVES, verdicts, variations, OUTCOMES):
        said = sentence(Findings(status, "low", moved, verdict, "from 3 to 5", variation=variation, outcome=outcome))
        assert re.fullmatch(r"[A-Z].*[^.]\.", said), said
        assert not re.search(r"None|  |\.\.|, ,|;\.|,\.|\binf\b|\bnan\b", said), said
        # each sentence begins with a capital letter, and no clause within one does
        assert not re.search(r"\. [a-z]|[;,] [A-Z]", said), said
        # a change is never named without what it is worth
        if "rise on" in said or "fall on" in said:
            assert "variation" in said or "cannot be tested" in said


@pytest.mark.parametrize(("probability", "said"), [(0.0, "under 1%"), (0.355, "36%"), (0.5, "50%"), (1.0, "over 99%")])
def test_a_chance_is_never_quite_none_and_never_quite_all(probability: float, said: str) -> None:
    assert percent(probability) == said


@given(st.floats(0, 1))
def test_where_a_year_ends_has_the_words_of_its_chance(probability: float) -> None:
    """Unlikely to meet the target is likely to miss it."""
    said = sentence(Findings(AMBER, outcome=Outcome(chance=probability)))
    mirrored = {
        "unlikely": "end likely to miss",
        "less likely than not": "end more likely than not to miss",
        "more likely than not": "end more likely than not to meet",
        "likely": "end likely to meet",
    }
    assert mirrored.get(chance(probability), chance(probability)) in said


@given(
    st.sampled_from(["rise", "fall"]),
    st.sampled_from([*VERDICTS, None]),
    st.sampled_from([*VARIATION, None]),
    st.booleans(),
)
def test_where_more_is_better_the_sentence_is_mirrored(
    moved: Moved, verdict: str | None, variation: str | None, high: bool
) -> None:
    other: Moved = "fall" if moved == "rise" else "rise"
    low = sentence(Findings(AMBER, "low", moved, verdict, variation=variation, high=high))
    turned = sentence(Findings(AMBER, "high", other, verdict, variation=variation, high=not high))
    swap = {"rise": "fall", "fall": "rise", "high": "low", "low": "high"}
    assert re.sub(r"\b(rise|fall|high|low)\b", lambda word: swap[word.group()], low) == turned


def test_every_word_has_a_meaning() -> None:
    assert list(CHANCES) == [*(word for _, word in WORDS), "likely"]
    assert set(VARIATION) == {"common", "improving", "concerning", "neutral", "too-few"}
    assert set(ASSURANCE) == {"pass", "fail", "hit-or-miss", "none"}
    assert all(meaning.name and meaning.says.endswith(".") for meaning in (*VARIATION.values(), *ASSURANCE.values()))
