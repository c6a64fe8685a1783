"""A status set by its lead: the reasons there are, when a second person must agree, and until when it holds."""

from collections.abc import Iterable
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from dashboard.errors import SaferError
from dashboard.metrics.schedule import day
from dashboard.periods import parse
from dashboard.scorecard.models import Chosen, IndicatorScore, PriorityScore, Rag, Spoken
from dashboard.store.moments import day_of, iso
from dashboard.store.notes import Body, Note

KIND = "judgement"
Reason = Literal["data-error", "counting-rule", "one-off", "not-comparable", "partner-evidence"]
REASONS: dict[Reason, str] = {
    "data-error": "known data error",
    "counting-rule": "counting-rule change",
    "one-off": "one-off event",
    "not-comparable": "not yet comparable",
    "partner-evidence": "partner evidence",
}
SHORTEST, LONGEST = 20, 2000
# what is not judged hides a red or an amber, and so lies on their way to green
_SEVERITY: dict[Rag, int] = {"green": 0, "grey": 1, "amber": 2, "red": 3}
RAGS: tuple[Rag, ...] = ("red", "amber", "green", "grey")
Score = TypeVar("Score", IndicatorScore, PriorityScore)


class Judgement(BaseModel):
    """What a lead says of the status of an indicator or priority (`of`) in an area.

    `computed` is what the figures said, `value` the figure, `newest` when the newest of them was loaded (microseconds
    UTC); `said_at` is when it was first said, where an approval has said it again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    of: Literal["indicator", "priority"]
    area: str
    rag: Rag
    reason: Reason
    text: str
    author: str
    computed: Rag
    value: float | None = None
    newest: int | None = None
    said_at: int | None = None
    approved_by: str | None = None

    def body(self) -> Body:
        return self.model_dump(mode="json")


def subject(strategy: str, code: str, quarter: str) -> str:
    return f"{strategy}/{code}/{quarter}"


def read(note: Note) -> Judgement:
    return Judgement.model_validate(note.body)


def needs_second(computed: Rag, chosen: Rag) -> bool:
    """Whether a second person must approve: a step toward green does, one toward red does not."""
    return _SEVERITY[chosen] < _SEVERITY[computed]


def checked(*, rag: str, reason: str, text: str, computed: Rag) -> tuple[Rag, Reason, str]:
    """What a lead chose. Raises SaferError naming the field and the remedy."""
    colour = next((one for one in RAGS if one == rag), None)
    if colour is None:
        raise SaferError(message="Status: choose red, amber, green or grey.")
    if colour == computed:
        said = f"Status: {colour} is what the figures say already. Choose another, or withdraw the one that was set."
        raise SaferError(message=said)
    why = next((one for one in REASONS if one == reason), None)
    if why is None:
        raise SaferError(message=f"Reason: choose one of {', '.join(REASONS.values())}.")
    words = " ".join(text.split())
    if not SHORTEST <= len(words) <= LONGEST:
        said = f"In your words: write at least {SHORTEST} characters (now {len(words)}), and at most {LONGEST:,}."
        raise SaferError(message=said)
    return colour, why, words


def chosen(note: Note, *, of: str, computed: Rag, area: str, value: float | None, newest: int | None) -> Chosen | None:
    """What was said of a status in an area, as it stands against the figures there are; None of another area."""
    judgement = read(note)
    if (judgement.of, judgement.area) != (of, area):
        return None
    lapsed = _lapsed(judgement, value, newest)
    waits = needs_second(computed, judgement.rag) and not judgement.approved_by
    return Chosen(
        state="lapsed" if lapsed else "proposed" if waits else "in force",
        rag=judgement.rag,
        computed=judgement.computed,
        reason=REASONS[judgement.reason],
        text=judgement.text,
        author=judgement.author,
        at=iso(judgement.said_at or note.since),
        approved_by=judgement.approved_by,
        said=_said(judgement, note, lapsed, waits=waits),
        note=note.id,
    )


def _lapsed(judgement: Judgement, value: float | None, newest: int | None) -> str:
    """Why it has lapsed: newer figures, or others than it was said of.

    A figure that was kept back from whoever judged is not compared: those who may see it see the same status.
    """
    if newest is not None and newest > (judgement.newest or 0):
        return f"Lapsed: new figures were loaded on {day(day_of(newest))}."
    other = judgement.value is not None and value != judgement.value
    return "Lapsed: its figures are not those it was said of." if other or newest != judgement.newest else ""


def _said(judgement: Judgement, note: Note, lapsed: str, *, waits: bool) -> str:
    colour, when = judgement.rag, day(day_of(judgement.said_at or note.since))
    who = f"{judgement.author}, {when}, {REASONS[judgement.reason]}"
    if lapsed:
        return f"{lapsed} It was {colour} ({who}): {judgement.text}"
    if waits:
        return f"{colour.capitalize()} is proposed ({who}) and waits for a second person: {judgement.text}"
    seconded = f", approved by {judgement.approved_by}" if judgement.approved_by else ""
    return f"{colour.capitalize()}, set by its lead ({who}{seconded}): {judgement.text}"


def applied(score: Score, found: Chosen | None) -> Score:
    """The score with the status its lead chose where that is in force; the computed one and its reason stay beside."""
    update: dict[str, object] = {"judgement": found, "reason_computed": score.reason}
    if found is not None and found.state == "in force":
        reason = f"{found.said} By the figures {score.reason[:1].lower()}{score.reason[1:]}"
        update |= {"rag": found.rag, "rag_chosen": found.rag, "reason": reason}
    return score.model_copy(update=update)


def spoken(notes: Iterable[Note], *, of: str, area: str, as_at: int | None) -> tuple[Spoken, ...]:
    """All that leads have said of a status in an area by a moment, newest first."""
    said = [note for note in notes if note.kind == KIND and (as_at is None or note.since <= as_at)]
    read_ = [(note, read(note)) for note in reversed(said)]
    return tuple(_spoken(note, one, as_at) for note, one in read_ if (one.of, one.area) == (of, area))


def _spoken(note: Note, judgement: Judgement, as_at: int | None) -> Spoken:
    quarter = parse(note.subject.rsplit("/", 1)[-1])
    over = note.until is not None and (as_at is None or note.until <= as_at)
    return Spoken(
        quarter=quarter.key,
        quarter_label=quarter.short,
        rag=judgement.rag,
        computed=judgement.computed,
        reason=REASONS[judgement.reason],
        text=judgement.text,
        author=judgement.author,
        at=iso(note.since),
        approved_by=judgement.approved_by,
        ended=f"until {day(day_of(note.until))}, by {note.ended_by}" if over and note.until else "",
    )
