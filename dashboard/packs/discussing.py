"""What a pack puts up for discussion, and what it can report as good."""

from collections.abc import Iterable, Sequence

from dashboard.packs.pack import Chapter, Discussed, Entry, Good
from dashboard.packs.words import NO_STATUS, STATUS
from dashboard.scorecard.exceptions import Matter
from dashboard.scorecard.promises import Promise

# of a plan with many commitments, so many stand beside one exception
_MOST = 4
_OVER = ("complete",)


def discussed(matters: Iterable[Matter], chapters: Sequence[Chapter]) -> tuple[Discussed, ...]:
    """Every exception with what its lead says of it and what is being done about it."""
    entries = {entry.score.code: (chapter, entry) for chapter in chapters for entry in chapter.indicators}
    return tuple(_discussed(matter, *entries[matter.indicator]) for matter in matters if matter.indicator in entries)


def _discussed(matter: Matter, chapter: Chapter, entry: Entry) -> Discussed:
    said, score = entry.narrative, matter.score
    figure = " ".join(filter(None, (entry.words.shown, entry.words.unit)))
    change = f", {entry.words.change} on {entry.words.previous_label}" if score.change is not None else ""
    return Discussed(
        rank=matter.rank,
        indicator=matter.indicator,
        title=matter.title,
        priority=matter.priority,
        priority_title=matter.priority_title,
        lead=matter.lead,
        period_label=score.period_label,
        rag=matter.rag,
        rag_computed=score.rag_computed,
        figure=figure + change,
        sentence=matter.sentence,
        reasons=matter.reasons,
        comment=said if said and not said.draft else None,
        actions=tuple(corrective(chapter.commitments, matter.indicator)),
    )


def corrective(promises: Sequence[Promise], indicator: str) -> list[str]:
    """The commitments that serve an indicator and are not complete; where none names it, those of its priority."""
    going = [one for one in promises if one.status not in _OVER]
    own = [one for one in going if one.commitment.measure == indicator] or [o for o in going if o.status]
    said = [_action(one) for one in own[:_MOST]]
    return [*said, f"{len(own) - _MOST} more are in the plan."] if len(own) > _MOST else said


def _action(one: Promise) -> str:
    status = STATUS[one.status] if one.status else NO_STATUS
    when = f", due {one.due}" if one.due else ""
    return f"{one.number} {one.commitment.text} ({status}{when}{', overdue' if one.overdue else ''})"


def good(chapters: Iterable[Chapter]) -> tuple[Good, ...]:
    """What is green, improving or both, those that are both first; a red one needs discussion, whatever its course."""
    found = [
        (len(why), Good(
            indicator=entry.score.code,
            title=entry.score.title,
            priority_title=chapter.score.title,
            rag=entry.score.rag,
            why=" and ".join(why).capitalize(),
            sentence=entry.score.sentence or entry.score.reason,
        ))
        for chapter in chapters
        for entry in chapter.indicators
        if (why := _why(entry))
    ]  # fmt: skip
    return tuple(one for _, one in sorted(found, key=lambda pair: -pair[0]))


def _why(entry: Entry) -> list[str]:
    score = entry.score
    if score.value is None or score.rag == "red":
        return []
    return [word for word, so in (("green", score.rag == "green"), ("improving", score.variation == "improving")) if so]
