"""Narratives as they are kept: what a lead says of an indicator or a priority in a quarter, and who signed it off."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from dashboard.errors import SaferError
from dashboard.scorecard.facts import Fact, Facts, facts, facts_of
from dashboard.scorecard.models import IndicatorScore, PriorityScore, Rag
from dashboard.scorecard.narrated import About, Narrated
from dashboard.scorecard.narrative import LONGEST, draft, draft_of
from dashboard.scorecard.quotations import checked, quotes, renewed
from dashboard.store.notebook import Notebook
from dashboard.store.notes import Note
from dashboard.strategy import Strategy

KIND = "narrative"


class _Fixed(BaseModel):
    model_config = ConfigDict(frozen=True)


class SignedOff(_Fixed):
    """By whom, and when (ISO 8601, UTC)."""

    by: str
    at: str


class Narrative(_Fixed):
    """A narrative as a note holds it: its text, the figures it quotes as they were, who wrote it and when.

    `area` and `rag` are the area it is about and the status that stood when it was written.
    """

    about: About
    area: str
    text: str
    rag: Rag = "grey"
    facts: tuple[Fact, ...] = ()
    author: str
    at: str
    signed_off: SignedOff | None = None


class Topic(NamedTuple):
    """What a narrative is about: its code, title, area and status, its figures, and titles that have digits."""

    about: About
    code: str
    title: str
    area: str
    rag: Rag
    known: Facts
    draft: str
    names: tuple[str, ...]


def of_indicator(score: IndicatorScore, area: str) -> Topic:
    """`area` is the one the page is about, which is not the indicator's where that has an area of its own."""
    return Topic("indicator", score.code, score.title, area, score.rag, facts(score), draft(score), _names([score]))


def of_priority(priority: PriorityScore, area: str) -> Topic:
    known, names = facts_of(priority.indicators), _names(priority.indicators)
    return Topic("priority", priority.code, priority.title, area, priority.rag, known, draft_of(priority), names)


def _names(scores: Iterable[IndicatorScore]) -> tuple[str, ...]:
    found = [name for one in scores for name in (one.title, one.unit, *(part.title for part in one.parts))]
    return tuple(dict.fromkeys(name for name in found if name))


def subject(strategy: Strategy, topic: Topic, quarter: str) -> str:
    """The note's subject. A priority that shares its code with an indicator is told from it by a word before it."""
    shared = topic.about == "priority" and any(one.code == topic.code for one in strategy.indicators)
    return f"{strategy.code}/{'priority:' if shared else ''}{topic.code}/{quarter}"


def narrated(
    topic: Topic,
    notes: Iterable[Note],
    named: str,
    guarded: Callable[[str], bool] = lambda series: False,
) -> Narrated:
    """A topic with its kept narrative, if there is one under the subject `named`, or else with its draft."""
    plain = Narrated(
        code=topic.code, title=topic.title, about=topic.about, text=topic.draft, draft=topic.draft, rag=topic.rag
    )
    note, kept = standing(topic, notes, named)
    if note is None or kept is None:
        return plain
    found = checked(kept.text, kept.facts, topic.known, topic.names, guarded)
    signed = kept.signed_off
    said = {
        "text": "" if found.kept_back else kept.text,
        "note": note.id,
        "author": kept.author,
        "at": kept.at,
        "signed_by": signed.by if signed else "",
        "signed_at": signed.at if signed else "",
        "turned": (kept.rag, topic.rag) if kept.rag != topic.rag else None,
        "stale": () if found.kept_back else found.stale,
        "strangers": () if found.kept_back else found.strangers,
        "kept_back": found.kept_back,
    }
    return plain.model_copy(update=said)


def standing(topic: Topic, notes: Iterable[Note], named: str) -> tuple[Note | None, Narrative | None]:
    """The note under a subject, and the narrative it holds where that is about this topic in its area."""
    note = next((one for one in notes if one.kind == KIND and one.subject == named), None)
    try:
        kept = Narrative.model_validate(note.body) if note else None
    except ValidationError:
        return note, None
    return note, kept if kept and (kept.about, kept.area) == (topic.about, topic.area) else None


def say(
    notebook: Notebook,
    topic: Topic,
    named: str,
    *,
    text: str,
    by: str,
    expected: int | None,
    sign: bool = False,
) -> Note:
    """Keep a narrative, and sign it off if `sign` says so; `expected` is the note the writer saw.

    Who signs off somebody else's words does not become their author. What says the same again is not kept again.
    Raises SaferError for a text that is empty or too long, and Overtaken.
    """
    words = tidy(text)
    refuse(topic.title, words)
    note, before = standing(topic, notebook.standing(KIND, begins=named), named)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    same = before is not None and before.text == words
    if (
        note
        and before
        and same
        and note.id == expected
        and (not sign or (before.signed_off and before.rag == topic.rag))
    ):
        return note
    quoted = quotes(words, topic.known, before.facts if before else (), topic.names)
    signed = SignedOff(by=by, at=now) if sign else None
    author, at = (before.author, before.at) if before and same else (by, now)
    body = Narrative(
        about=topic.about,
        area=topic.area,
        text=words,
        rag=topic.rag,
        facts=quoted,
        author=author,
        at=at,
        signed_off=signed,
    )
    return notebook.say(kind=KIND, subject=named, body=body.model_dump(mode="json"), by=by, expected=expected)


def tidy(text: str) -> str:
    """A text as it is kept: its lines, without spaces at their ends or many in a row."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def refuse(title: str, text: str) -> None:
    """Raise SaferError for a text that cannot be kept."""
    if not text:
        raise SaferError(message=f"The narrative of {title} is empty. Write a sentence, or take the draft.")
    if len(text) > LONGEST:
        over = len(text) - LONGEST
        raise SaferError(
            message=f"The narrative of {title} has {len(text):,} characters; at most {LONGEST:,} fit. "
            f"Take out {over:,}."
        )


def taken_over(topic: Topic, notes: Sequence[Note], named: str) -> str:
    """The kept text with the figures of today, where its words still hold; the draft where nothing is kept."""
    _, kept = standing(topic, notes, named)
    return renewed(kept.text, kept.facts, topic.known, topic.names) if kept else topic.draft
