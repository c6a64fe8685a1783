"""An indicator as a pack has it: its figures in words, its portfolio, its charts, and what must be known of them."""

from collections.abc import Iterable

from dashboard.metrics.meanings import ASSURANCE, VARIATION, VERDICTS
from dashboard.metrics.wording import shortest
from dashboard.packs.pack import Caution, Entry, PartWords, Telling, Words
from dashboard.packs.words import forecast
from dashboard.periods import parse
from dashboard.scorecard.details import IndicatorDetail, Loaded
from dashboard.scorecard.in_words import amount, moved, revision, shown, signed, unit
from dashboard.scorecard.models import IndicatorScore, Part

_SIDED = ("improving", "concerning", "neutral")


def entry(detail: IndicatorDetail, narrative: Telling | None) -> Entry:
    """`detail` as the indicator's page shows it, in the pack's words."""
    score = detail.score
    parts = (*(part_words(p, score) for p in score.parts), *(part_words(p, score, within=True) for p in score.within))
    return Entry(
        score=score,
        words=words(score),
        parts=parts,
        parts_total=_total(score) if score.parts else None,
        narrative=narrative,
        charts=detail.charts,
        panels=detail.panels,
        contribution=detail.contribution,
        notes=tuple(notes(score, detail.quarter)),
        source=detail.source,
        files=detail.files,
    )


def words(score: IndicatorScore) -> Words:
    """The figures of a score as a paper says them."""
    return Words(
        shown=shown(score),
        unit=unit(score, score.value).strip(),
        change=moved(score),
        difference="–" if score.change is None else signed(score.change, score.decimals),
        previous=amount(score.previous, score.unit, score.decimals),
        previous_label=parse(score.previous_period).short if score.previous_period else "",
        target=score.target.text.removeprefix("target ") if score.target else "",
        expected=_expected(score),
        forecast=forecast(score),
        signals=tuple(_signals(score)),
    )


def _expected(score: IndicatorScore) -> str:
    if score.expected is None:
        return "–"
    return shortest(score.expected) + ("%" if score.unit == "%" else "")


def _signals(score: IndicatorScore) -> Iterable[str]:
    """Variation, assurance and the test against last year, as far as they say anything."""
    if score.variation and score.variation != "too-few":
        name = VARIATION[score.variation].name
        side = "high" if score.variation_high else "low"
        yield f"{name} ({side})" if score.variation in _SIDED else name
    if score.assurance and score.assurance != "none":
        yield ASSURANCE[score.assurance].name
    verdict = score.test.verdict if score.test else None
    if verdict and verdict != "too few to tell":
        yield f"Against last year: {VERDICTS[verdict].name.lower()}"


def part_words(part: Part, score: IndicatorScore, *, within: bool = False) -> PartWords:
    places = score.decimals
    return PartWords(
        title=part.title,
        shown=amount(part.value, score.unit, places),
        previous=amount(part.previous, score.unit, places),
        difference="–" if part.change is None else signed(part.change, places),
        change="–" if part.change_pct is None else f"{signed(part.change_pct, 1)}%",
        within=within,
    )


def _total(score: IndicatorScore) -> PartWords:
    whole = Part(series=score.series, title="Together", value=score.value, previous=score.previous,
                 change=score.change, change_pct=score.change_pct)  # fmt: skip
    return part_words(whole, score)


def notes(score: IndicatorScore, quarter: str) -> Iterable[str]:
    """What a reader must know of a figure beside it."""
    if score.period != quarter and score.value is not None:
        yield f"The newest figure is of {score.period_label}."
    if said := revision(score):
        yield f"Revised: {said}."
    if score.status in ("provisional", "estimated") and score.value is not None:
        yield f"The figure is {score.status}."
    if score.share is not None and score.share_of:
        yield f"It is {shortest(score.share)}% of {score.share_of}."


def cautions(score: IndicatorScore, files: Iterable[Loaded]) -> list[Caution]:
    """The warnings kept with an indicator's figures, each with its file and Sheet!Cell."""
    named = {one.upload: one.file for one in files}
    return [
        Caution(
            indicator=score.code,
            title=score.title,
            code=one.code,
            message=one.message,
            place="!".join(part for part in (one.sheet, one.cell) if part),
            file=named.get(one.upload, "") if one.upload else "",
            accepted=one.accepted,
        )
        for one in score.warnings
    ]
