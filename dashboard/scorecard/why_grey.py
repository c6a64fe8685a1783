"""What would end a grey status: who has to do what by when, or why nothing will."""

from datetime import date

from dashboard.metrics.wording import Grey, named
from dashboard.periods import LENGTH, MONTHS, Grain, Period, parse
from dashboard.scorecard.case import Case

_WORDS: dict[Grey, str] = {
    "no-target": "A target would end it. In the strategy none is declared: the figure is shown for information.",
    "no-baseline": "{needs} would end it.",
    "no-data": "A file with its figures would end it: none is loaded for this area. Due by {due}: {period}.",
    "not-yet-published": "A figure from the source would end it: the file that is loaded has none for {period}, which "
    "{was} due by {due}.",
    "not-yet-due": "The figure for {period} would end it. It is due by {due}.",
    "late": "The figure for {period} would end it: it was due by {due} and no file that is loaded has it.",
    "suppressed": "Nothing will end it for {period}: a figure that is kept back is not judged, and what it would be "
    "judged by is not shown here.",
    "incomplete": "The rest of {period} would end it: {missing}. It {was} due by {due}.",
}


def ends(found: Case, kind: Grey, today: date) -> str:
    """What is missing and when it is due; of a figure that is kept back, that it stays so."""
    if found.indicator.target.kind == "none" and kind != "suppressed":
        return _WORDS["no-target"]  # whatever else is missing
    due = found.due
    said = _WORDS[kind].format(
        period=named(found.period),
        due=f"{due.day} {MONTHS[due.month - 1]} {due.year}",
        was="was" if today > due else "is",
        needs=_needs(found),
        missing=_missing(found),
    )
    also = kind not in ("no-baseline", "suppressed")
    return f"{said} {_needs(found)} is needed as well." if also and found.expected is None else said


def _needs(found: Case) -> str:
    """What the target is compared with, where it is not there."""
    target = found.indicator.target
    if target.kind == "return":
        return f"A whole year {parse(target.baseline or '').short}, the level to return to,"
    if target.kind == "expected":
        return f"The volume expected in {named(found.period)}"
    held = found.figures.get(found.base)
    kept = " (which is kept back)" if held is not None and held.status == "suppressed" else ""
    return f"A figure for {named(found.base)} to compare with{kept}"


def _missing(found: Case) -> str:
    """The parts that are not there, by name; or only that some are not, where their number alone is known."""
    period, now = found.period, found.now
    grain = Grain.MONTH if now is None else period.part(now.of)
    parts = [Period(first, grain) for first in range(period.first, period.last + 1, LENGTH[grain])]
    held = found.evidence.figures(found.indicator, found.area, grain)
    gone = [part.short for part in parts if part not in held or not held[part].known]
    return f"{', '.join(gone)} {'is' if len(gone) == 1 else 'are'} not there" if gone else "parts of it are not there"
