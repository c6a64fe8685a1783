"""What makes an indicator an exception: the grounds, how grave each is, and the sentence that says so."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

from dashboard.metrics.sentence import percent
from dashboard.metrics.wording import figure, named
from dashboard.periods import parse
from dashboard.scorecard.models import IndicatorScore, Model, Warned

Code = Literal[
    "red", "chosen", "worsening", "missed", "forecast", "concerning", "late", "warning-kept", "warning-accepted"
]
# below this chance of meeting its target a year is less likely than not to
UNLIKELY = 0.4


class Ground(NamedTuple):
    """A ground as a screen names it, what it says of an indicator, and its weight where exceptions are ranked."""

    name: str
    says: str
    weight: int


GROUNDS: Mapping[Code, Ground] = {
    "red": Ground(
        "Beyond tolerance", "It is red: off its target by more than the tolerance, or set to red by its lead.", 5
    ),
    "chosen": Ground("Set by its lead", "The lead has set another status than the one worked out.", 4),
    "worsening": Ground(
        "Worse than last year", "The figure is worse than a year before by more than such figures usually vary.", 4
    ),
    "missed": Ground("Year’s target missed", "The year is over, and ended off its target.", 3),
    "forecast": Ground(
        "Forecast to miss", "The year is less likely than not to end on its target: the chance is below 40%.", 3
    ),
    "concerning": Ground(
        "Getting worse", "The newest of its months, quarters or years are worse by more than chance explains.", 2
    ),
    "late": Ground("Late", "The day by which its figure was expected has passed.", 2),
    "warning-kept": Ground("Warning kept", "A file was kept with a warning about a figure that is shown.", 2),
    "warning-accepted": Ground(
        "Warning accepted", "Somebody let a warning about a figure that is shown pass, with a reason.", 1
    ),
}


class Reason(Model):
    """A ground that an indicator has, in a sentence; `upload` is the file that a warning was kept with."""

    code: Code
    text: str
    upload: int | None = None


def reasons(score: IndicatorScore) -> tuple[Reason, ...]:
    """Every ground for discussing an indicator, the gravest first. A suppressed figure has none that could tell it."""
    found = [made for code in GROUNDS if (made := _FOUND[code](score))]
    return tuple(reason for reason in found if reason.code == "chosen" or not _suppressed(score))


def _suppressed(score: IndicatorScore) -> bool:
    return score.value is None and score.status == "suppressed"


def _red(score: IndicatorScore) -> Reason | None:
    if score.rag != "red":
        return None
    return Reason(code="red", text=score.reason if score.rag_computed == "red" else "Red: set by its lead.")


def _chosen(score: IndicatorScore) -> Reason | None:
    if score.rag_chosen in (None, score.rag_computed):
        return None
    return Reason(code="chosen", text=f"Set to {score.rag_chosen} by its lead; worked out, it is {score.rag_computed}.")


def _worsening(score: IndicatorScore) -> Reason | None:
    verdict = score.test.verdict if score.test else None
    if verdict != "more than usual variation" or not score.change or score.polarity == "none":
        return None
    rose = score.change > 0
    if rose == (score.polarity == "high"):
        return None
    before = named(parse(score.previous_period)) if score.previous_period else "the year before"
    return Reason(code="worsening", text=f"The {'rise' if rose else 'fall'} on {before} is {verdict}.")


def _missed(score: IndicatorScore) -> Reason | None:
    end = score.year_end
    if end is None or not end.actual or end.p_target is None or end.p_target >= UNLIKELY:
        return None
    return Reason(code="missed", text=f"{end.year_label} ended off its target, at {figure(end.forecast)}.")


def _forecast(score: IndicatorScore) -> Reason | None:
    end = score.year_end
    if end is None or end.actual or not end.known_quarters or end.p_target is None or end.p_target >= UNLIKELY:
        return None
    said = f"{end.year_label} is {end.words} to meet its target: {percent(end.p_target)} chance."
    return Reason(code="forecast", text=said)


def _concerning(score: IndicatorScore) -> Reason | None:
    if score.variation != "concerning":
        return None
    side = "high" if score.variation_high else "low"
    return Reason(code="concerning", text=f"Unusually {side}: a worsening beyond chance. {score.variation_why}".strip())


def _late(score: IndicatorScore) -> Reason | None:
    if score.grey != "late":
        return None
    by_figures = score.reason_computed or score.reason
    return Reason(code="late", text=_capital(by_figures.removeprefix("Grey: ")))


def _kept(score: IndicatorScore) -> Reason | None:
    found = _distinct(warning for warning in score.warnings if not warning.accepted)
    if not found:
        return None
    head = "A warning is kept" if len(found) == 1 else f"{len(found)} warnings are kept"
    first = ", the first" if len(found) > 1 else ""
    said = f"{head} with its figures{first}: {_ended(found[0].message)}"
    return Reason(code="warning-kept", text=said, upload=found[0].upload)


def _accepted(score: IndicatorScore) -> Reason | None:
    found = _distinct(warning for warning in score.warnings if warning.accepted)
    if not found:
        return None
    head = "A warning about its figures was accepted"
    if len(found) > 1:
        head = f"{len(found)} warnings about its figures were accepted, the first"
    said = f"{head}: {_ended(found[0].message)} Reason given: {_ended(found[0].accepted)}"
    return Reason(code="warning-accepted", text=said, upload=found[0].upload)


_FOUND: Mapping[Code, Callable[[IndicatorScore], Reason | None]] = {
    "red": _red,
    "chosen": _chosen,
    "worsening": _worsening,
    "missed": _missed,
    "forecast": _forecast,
    "concerning": _concerning,
    "late": _late,
    "warning-kept": _kept,
    "warning-accepted": _accepted,
}


def _distinct(warnings: Iterable[Warned]) -> list[Warned]:
    """Each thing said once, however many cells it is said of."""
    return list({(one.code, one.message): one for one in warnings}.values())


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
