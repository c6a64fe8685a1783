"""A priority and its indicators as a paper tells them: status, narrative, figures, charts, warnings."""

from collections.abc import Iterator

from dashboard.annotations import Annotation
from dashboard.metrics.wording import named
from dashboard.packs.pack import Chapter, Entry, Telling
from dashboard.packs.paper import remarks, tables
from dashboard.packs.paper.blocks import Block, Heading, Paragraph, Picture
from dashboard.packs.words import RAG
from dashboard.periods import parse
from dashboard.scorecard.details import Chart
from dashboard.scorecard.models import IndicatorScore

Known = dict[str, tuple[int, Annotation]]
# where the newest of a series is out of the ordinary, its past is worth a picture
_WORKED_OUT = ("change", "return", "expected")
_TELLING = ("concerning", "improving", "neutral")


def opening(chapter: Chapter) -> Iterator[Block]:
    """The status of a priority with its reason, its lead and ambition, and what is said of it."""
    score = chapter.score
    yield Paragraph(score.reason, "numbered", rag=score.rag)
    if chapter.chosen and score.judgement and score.judgement.state != "in force":
        yield Paragraph(chapter.chosen, "numbered")
    who = f"Lead: {score.lead or 'none named'}."
    yield Paragraph(f"{who} Ambition: {score.ambition}" if score.ambition else who, "numbered")
    # a draft of a priority says what those of its indicators say
    if chapter.narrative and not (chapter.narrative.draft and len(chapter.indicators) < 2):
        yield from telling(chapter.narrative)


def telling(told: Telling) -> Iterator[Block]:
    """Somebody's words, whose they are, and what in them is no longer so."""
    for said in told.paragraphs:
        yield Paragraph(said, "numbered")
    yield Paragraph(f"{told.by}.", "aside")
    for finding in told.findings:
        yield Paragraph(finding, "warning", lead="To check:")


def indicator(entry: Entry, known: Known) -> Iterator[Block]:
    """An indicator: its figure and status, its narrative, notes and warnings, then its charts.

    `known` are the remarks of the paper by code.
    """
    score = entry.score
    yield Heading(2, score.title, rag=score.rag, rag_words=RAG[score.rag])
    yield Paragraph(figure(entry), "fact", lead=lead(entry))
    # where there is no figure, a draft says what the reason says
    if entry.narrative and not (entry.narrative.draft and score.value is None):
        yield from telling(entry.narrative)
    yield Paragraph(judged(score), "numbered")
    for note in entry.notes:
        yield Paragraph(note, "note")
    for warning in dict.fromkeys(one.message for one in score.warnings):
        yield Paragraph(warning, "warning", lead="Warning:")
    for chart in charts(entry):
        yield Picture(chart, " ".join(filter(None, (chart.note, remarks.beneath(chart, known)))), tables.figures(chart))


def judged(score: IndicatorScore) -> str:
    """The sentence that reconciles a status with its past; that of a lead before it; without a figure the reason."""
    if score.value is None:
        return score.reason
    chosen = score.judgement and score.judgement.state == "in force"
    said = [score.reason] if chosen or not score.sentence else []
    return " ".join([*said, score.sentence]).strip()


def figure(entry: Entry) -> str:
    """In Apr–Jun 2012: −298 (−8.3%) on 3,579 in Apr–Jun 2011. Target: −2% on Apr–Jun 2011. The forecast."""
    words, score = entry.words, entry.score
    said = f"{'in' if score.value is not None else 'for'} {period(entry)}"
    if score.change is not None:
        change = words.change if score.unit == "%" else f"{words.difference} ({words.change})"
        said += f": {change} on {words.previous} in {words.previous_label}"
    told = [said]
    if score.target and score.target.kind != "none":
        expected = (
            f", which makes {words.expected}" if score.target.kind in _WORKED_OUT and words.expected != "–" else ""
        )
        told.append(f"Target: {words.target}{expected}")
    told += [words.forecast] if words.forecast else []
    return ". ".join(told) + "."


def lead(entry: Entry) -> str:
    """3,281 offences; that there is no figure, or that it is kept back."""
    words, score = entry.words, entry.score
    if score.value is None:
        return "Kept back" if score.status == "suppressed" else "No figure"
    return f"{words.shown} {words.unit}".strip()


def period(entry: Entry) -> str:
    """Apr–Jun 2012; the 12 months to Mar 2019."""
    return named(parse(entry.score.period))


def charts(entry: Entry) -> list[Chart]:
    """The years side by side, and the control chart where the newest point is out of the ordinary."""
    past = [panel for panel in entry.panels if panel.kind == "control" and entry.score.variation in _TELLING]
    return [*entry.charts[:1], *past]
