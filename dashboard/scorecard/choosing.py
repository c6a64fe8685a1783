"""Setting, approving and withdrawing the status of an indicator or priority, as its lead does."""

from typing import NamedTuple

from dashboard.errors import SaferError
from dashboard.periods import parse
from dashboard.scorecard.board import Board
from dashboard.scorecard.inputs import newest_load
from dashboard.scorecard.judgements import KIND, Judgement, checked, needs_second, read, subject
from dashboard.scorecard.models import Chosen, IndicatorScore, PriorityScore
from dashboard.store.notes import ANY, Note


class Place(NamedTuple):
    """The status meant: of an indicator or else a priority, in a quarter and area (None: the board's own)."""

    strategy: str
    code: str
    quarter: str | None = None
    area: str | None = None


class Status(NamedTuple):
    """A status as the board shows it, and what a judgement is to be kept under."""

    score: IndicatorScore | PriorityScore
    subject: str
    area: str
    newest: int | None

    @property
    def chosen(self) -> Chosen | None:
        return self.score.judgement


def choose(
    board: Board,
    place: Place,
    *,
    rag: str,
    reason: str,
    text: str,
    by: str,
    expected: int | None = ANY,
    approved_by: str | None = None,
) -> tuple[Note, bool]:
    """Set a status; whether it now waits for a second person. Raises SaferError, Overtaken.

    `approved_by` is a second person who has agreed already, as a paper tells.
    """
    found = status(board, place)
    if approved_by and _same(by, approved_by):
        raise SaferError(message=f"{by} proposes this status, and cannot approve it too. A second person must.")
    colour, why, words = checked(rag=rag, reason=reason, text=text, computed=found.score.rag_computed)
    judgement = Judgement(
        of="indicator" if isinstance(found.score, IndicatorScore) else "priority",
        area=found.area,
        rag=colour,
        reason=why,
        text=words,
        author=by,
        computed=found.score.rag_computed,
        value=found.score.value if isinstance(found.score, IndicatorScore) else None,
        newest=found.newest,
        approved_by=approved_by,
    )
    note = board.store.notes.say(kind=KIND, subject=found.subject, body=judgement.body(), by=by, expected=expected)
    return note, needs_second(found.score.rag_computed, colour) and not approved_by


def approve(board: Board, place: Place, *, by: str, expected: int | None = ANY) -> Note:
    """Approve a proposed status as a second person. Raises SaferError, Overtaken."""
    found = status(board, place)
    proposed = found.chosen
    if proposed is None or proposed.state != "proposed":
        raise SaferError(message=f"No status of {found.score.title} waits for approval: {_stands(proposed)}.")
    if _same(by, proposed.author):
        said = f"{proposed.author} proposed this status, and cannot approve it too. A second person must."
        raise SaferError(message=said)
    note = next(one for one in board.notes(place.strategy) if one.id == proposed.note)
    agreed = read(note).model_copy(update={"approved_by": by, "said_at": note.since})
    seen = proposed.note if expected == ANY else expected
    return board.store.notes.say(kind=KIND, subject=found.subject, body=agreed.body(), by=by, expected=seen)


def withdraw(board: Board, place: Place, *, by: str) -> None:
    """End a status that was set: the computed one stands again. Raises SaferError."""
    found = status(board, place)
    if found.chosen is None or not board.store.notes.end(kind=KIND, subject=found.subject, by=by):
        raise SaferError(message=f"No status of {found.score.title} was set: there is none to withdraw.")


def status(board: Board, place: Place) -> Status:
    """The status meant, as it stands now. Raises SaferError where there is no such code or it is another's area."""
    card = board.scorecard(place.strategy, place.quarter, place.area)
    strategy = board.strategies[place.strategy]
    key = subject(place.strategy, place.code, card.quarter)
    evidence = board.evidence_of(place.strategy, card.area)
    scores = {one.code: one for priority in card.priorities for one in priority.indicators}
    load = {
        item.code: newest_load(item, evidence, area=scores[item.code].area, period=parse(scores[item.code].period))
        for item in strategy.indicators
    }
    if found := scores.get(place.code):
        _own(board, found.area, fixed=found.area != card.area)
        return Status(found, key, found.area, load[found.code])
    whole = next((priority for priority in card.priorities if priority.code == place.code), None)
    if whole is None:
        raise SaferError(message=f"{card.strategy_title} has no indicator or priority “{place.code}”.")
    _own(board, card.area, fixed=False)
    moments = [moment for one in whole.indicators if (moment := load[one.code]) is not None]
    return Status(whole, key, card.area, max(moments, default=None))


def _own(board: Board, area: str, *, fixed: bool) -> None:
    """A lead answers for the partnership's own area; some indicators are published for another one only."""
    if not fixed and area != board.default_area:
        name = board.areas.by_code[board.default_area].name
        raise SaferError(message=f"A lead sets statuses of {name} only. Choose {name} under Area.")


def _stands(found: Chosen | None) -> str:
    if found is None:
        return "none was set"
    return "the one that was set is in force" if found.state == "in force" else "the one that was set has lapsed"


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
