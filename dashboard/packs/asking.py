"""The sentences a paper opens with: its summary, what the group is asked to do, and what it must know beforehand."""

from collections import Counter
from collections.abc import Collection, Sequence

from dashboard.packs.pack import Chapter, Discussed, Good, Header
from dashboard.packs.words import RAG, counted, listed, tally, tally_of
from dashboard.scorecard.models import IndicatorScore, PriorityScore
from dashboard.scorecard.reconciled import Reconciliation
from dashboard.strategy import Strategy


def summary(
    chapters: Sequence[Chapter], exceptions: Sequence[Discussed], headline: str, good: Sequence[Good]
) -> tuple[str, ...]:
    """How the priorities stand, what needs discussion, what is good, and how the commitments are."""
    counts: Counter[str] = Counter(chapter.score.rag for chapter in chapters)
    many = "Of one priority" if len(chapters) == 1 else f"Of {counted(len(chapters), 'priority', 'priorities')}"
    said = [f"{many}, the status is: {tally(counts)}."]
    what = f": {listed(one.title for one in exceptions[:5])}" if exceptions else ""
    more = f", and {len(exceptions) - 5} more" if len(exceptions) > 5 else ""
    said.append(f"{headline}{what}{more}.")
    if good:
        said.append(f"{counted(len(good), 'indicator is', 'indicators are')} green or improving.")
    promises = [one for chapter in chapters for one in chapter.commitments]
    if promises:
        late = sum(one.overdue for one in promises)
        overdue = f" {counted(late, 'is', 'are')} overdue." if late else ""
        count = counted(len(promises), "commitment")
        said.append(f"{count}: {tally_of(one.status for one in promises)}.{overdue}")
    return tuple(said)


def recommendations(
    chapters: Sequence[Chapter], exceptions: Sequence[Discussed], warnings: int, earlier: Reconciliation | None
) -> tuple[str, ...]:
    """What the group is asked to do, each a sentence without “The group is asked to”."""
    asked = ["Note the status of each priority and the reasons given for it."]
    if exceptions:
        each = " and agree what is to be done about each" if len(exceptions) > 1 else " and agree what is to be done"
        asked.append(f"Discuss {_the(len(exceptions), 'exception')}{each}.")
    bare = [one.title for one in exceptions if one.rag == "red" and not one.actions]
    if bare:
        asked.append(f"Agree a corrective action for {listed(bare)}, which {_be(bare)} red and {_have(bare)} none.")
    proposed = [score.title for score in _scores(chapters) if score.judgement and score.judgement.state == "proposed"]
    if proposed:
        asked.append(f"Note that another status is proposed for {listed(proposed)}, and waits for a second person.")
    late = [p for chapter in chapters for p in chapter.commitments if p.overdue]
    if late:
        asked.append(f"Ask for a new date for {_the(len(late), 'overdue commitment')}.")
    if warnings:
        which = "a warning is" if warnings == 1 else f"{warnings} warnings are"
        asked.append(f"Note that {which} kept with figures of this paper.")
    if earlier and earlier.corrections:
        asked.append(f"Note that {earlier.headline}.")
    return tuple(asked)


def _scores(chapters: Sequence[Chapter]) -> list[PriorityScore | IndicatorScore]:
    return [*(c.score for c in chapters), *(e.score for c in chapters for e in c.indicators)]


def _the(count: int, what: str) -> str:
    """The exception, the 3 exceptions."""
    return f"the {what}" if count == 1 else f"the {count:,} {what}s"


def _be(names: Collection[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _have(names: Collection[str]) -> str:
    return "has" if len(names) == 1 else "have"


def background(strategy: Strategy, header: Header, chapters: Sequence[Chapter]) -> tuple[str, ...]:
    """What the strategy is, what a status means, what cannot be said yet."""
    said = [strategy.description] if strategy.description else []
    said.append(
        f"The figures are of {header.area_name} for {header.quarter_label}, "
        "compared with the same period a year before. "
        "Green is on target, amber within the tolerance, red beyond it; grey says why there is no colour. "
        "A status that a lead has set stands beside the one worked out from the figures."
    )
    grey = [entry.score.title for chapter in chapters for entry in chapter.indicators if entry.score.rag == "grey"]
    if grey:
        first = listed(grey[:4]) if len(grey) <= 4 else f"{', '.join(grey[:4])} and {len(grey) - 4} more"
        said.append(f"Without a colour ({RAG['grey'].lower()}): {first}. The reason stands with each.")
    said.append("Figures are management information as partners sent or published them, not official statistics.")
    return tuple(said)
