"""A lead's page: what a priority's indicators say, whose narrative is missing or waits to be signed off."""

from collections.abc import Iterable
from typing import NamedTuple

from dashboard.errors import Overtaken, SaferError
from dashboard.scorecard.beside import Beside, beside
from dashboard.scorecard.board import Board
from dashboard.scorecard.models import IndicatorScore, PriorityScore, Scorecard
from dashboard.scorecard.narrated import Narrated
from dashboard.scorecard.narratives import Topic, narrated, of_indicator, of_priority, say, subject, taken_over, tidy
from dashboard.scorecard.promises import Promise
from dashboard.scorecard.rollup import WORSE
from dashboard.store.notebook import Notebook
from dashboard.store.notes import Note
from dashboard.strategy import Strategy


class Asked(NamedTuple):
    """Which page is meant: as an address says it, None where the default stands."""

    strategy: str
    priority: str
    quarter: str | None = None
    area: str | None = None
    as_at: str | None = None


class Item(NamedTuple):
    """Something a lead says a narrative of: an indicator, or (without a score) the priority itself."""

    told: Narrated
    score: IndicatorScore | None = None


class Waiting(NamedTuple):
    """A priority among those to choose from: how many of its narratives are not settled, and of which reds none is."""

    priority: PriorityScore
    open: int
    chased: tuple[str, ...]


class Mine(NamedTuple):
    """A priority as its lead sees it; `items` in the order in which they want looking at."""

    card: Scorecard
    priority: PriorityScore
    items: tuple[Item, ...]
    commitments: tuple[Beside, ...] = ()
    actions: tuple[Beside, ...] = ()

    @property
    def chased(self) -> tuple[str, ...]:
        """The reds of which nothing is said yet."""
        return missed(item.told for item in self.items)


class Outcome(NamedTuple):
    """What keeping narratives came to, by code: the notes of those kept, the sentence of those refused, and what
    somebody else has said of those overtaken."""

    kept: dict[str, Note]
    refused: dict[str, str]
    overtaken: dict[str, Note | None]


class Words(NamedTuple):
    """What somebody wrote: the text, and the note they saw (None: there was none)."""

    text: str
    seen: int | None


def mine(board: Board, asked: Asked) -> Mine:
    """A priority with all its narratives. Raises SaferError where there is none, or none for the area."""
    here = _Desk(board, asked)
    notes = board.notes(asked.strategy, asked.as_at)
    items = [here.item(topic, score, notes) for topic, score in here.topics.values()]
    actions = board.store.notes.standing("action", as_at=asked.as_at)
    declared = next(one for one in here.strategy.priorities if one.code == asked.priority)
    return Mine(
        here.card,
        here.priority,
        tuple(sorted(items, key=_urgency)),
        tuple(map(_promised, board.promised(asked.strategy, asked.priority, here.card.quarter, asked.as_at))),
        beside(declared, actions),
    )


def _promised(one: Promise) -> Beside:
    """A commitment in a line."""
    title, status = f"{one.number} {one.commitment.text}", str(one.status or "").replace("-", " ")
    return Beside(title, status, one.qualifier, one.commitment.lead, one.due, one.why)


def _urgency(item: Item) -> tuple[bool, bool, bool, int]:
    """The priority itself last; before it reds without words, then what is not settled, and of these the worst."""
    told = item.told
    return item.score is None, not told.chased, told.settled, -WORSE.get(item.score.rag, 0) if item.score else 0


def missed(told: Iterable[Narrated]) -> tuple[str, ...]:
    """The reds of which nothing is said yet, in words."""
    return tuple(one.title if one.about == "indicator" else "the priority as a whole" for one in told if one.chased)


def waiting(board: Board, strategy: str, quarter: str | None, area: str | None, as_at: str | None) -> list[Waiting]:
    """Every priority of a strategy with what waits for its lead."""
    card, notes = board.scorecard(strategy, quarter, area, as_at), board.notes(strategy, as_at)
    found = []
    for priority in card.priorities:
        here = _Desk(board, Asked(strategy, priority.code, quarter, area, as_at), card)
        told = [here.item(topic, score, notes).told for topic, score in here.topics.values()]
        found.append(Waiting(priority, sum(not one.settled for one in told), missed(told)))
    return found


def keep(board: Board, asked: Asked, words: dict[str, Words], *, by: str, sign: bool) -> Outcome:
    """Keep some narratives, by code, and sign them off if `sign` says so; one that cannot be kept stops no other."""
    here, outcome = _Desk(board, asked), Outcome({}, {}, {})
    for key, said in words.items():
        topic, _ = here.topics[key]
        named = subject(here.strategy, topic, here.card.quarter)
        try:
            outcome.kept[key] = _kept(board.store.notes, topic, named, said, by, sign)
        except Overtaken as error:
            theirs = error.values["theirs"]
            outcome.overtaken[key] = theirs if isinstance(theirs, Note) else None
        except SaferError as error:
            outcome.refused[key] = str(error)
    return outcome


def _kept(notebook: Notebook, topic: Topic, named: str, words: Words, by: str, sign: bool) -> Note:
    """Keep a narrative; that somebody has said the same meanwhile is no quarrel."""
    try:
        return say(notebook, topic, named, text=words.text, by=by, expected=words.seen, sign=sign)
    except Overtaken as error:
        theirs = error.values["theirs"]
        if not isinstance(theirs, Note) or theirs.body.get("text") != tidy(words.text):
            raise
        return say(notebook, topic, named, text=words.text, by=by, expected=theirs.id, sign=sign)


def renew(board: Board, asked: Asked, key: str) -> str:
    """The kept narrative of a topic with the figures of today in place of those that are out of date."""
    here = _Desk(board, asked)
    topic, _ = here.topics[key]
    named = subject(here.strategy, topic, here.card.quarter)
    return taken_over(topic, board.notes(asked.strategy), named)


def key_of(told: Narrated) -> str:
    """What a topic is known by on the page: a priority may share its code with an indicator."""
    return f"{told.about}-{told.code}"


class _Desk:
    """A priority's topics by their keys, as judged in a quarter."""

    def __init__(self, board: Board, asked: Asked, card: Scorecard | None = None) -> None:
        self.board, self.asked = board, asked
        self.card = card or board.scorecard(asked.strategy, asked.quarter, asked.area, asked.as_at)
        self.strategy: Strategy = board.strategies[asked.strategy]
        self.priority = _found(self.card, asked.priority)
        area = self.card.area
        pairs: list[tuple[Topic, IndicatorScore | None]] = [
            (of_indicator(s, area), s) for s in self.priority.indicators
        ]
        pairs.append((of_priority(self.priority, area), None))
        self.topics = {f"{topic.about}-{topic.code}": (topic, score) for topic, score in pairs}

    def item(self, topic: Topic, score: IndicatorScore | None, notes: Iterable[Note]) -> Item:
        named = subject(self.strategy, topic, self.card.quarter)
        return Item(narrated(topic, notes, named, self.board.rules.touches), score)


def _found(card: Scorecard, code: str) -> PriorityScore:
    priority = next((one for one in card.priorities if one.code == code), None)
    if priority is None:
        raise SaferError(message=f"{card.strategy_title} has no priority “{code}”. Choose one of its priorities.")
    return priority
