"""The figures that a narrative quotes, matched to what is known, and looked at again when that has changed."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from dashboard.metrics.quoting import Quoted, is_a_year, quoted
from dashboard.scorecard.facts import Fact, Facts
from dashboard.scorecard.narrated import Stale

_SENTENCE_ENDS = re.compile(r"[.;!?]\s|\n")
# 52 in harassment: the name that follows at once comes before those that went before
_OF = re.compile(r"\s*(?:in|of|for|at|from)?\s*(?:the\s)?\s*")


class Checked(NamedTuple):
    """What was found in a text: figures that are out of date, figures that are nobody's, and whether one of those
    quoted is kept back now."""

    stale: tuple[Stale, ...] = ()
    strangers: tuple[str, ...] = ()
    kept_back: bool = False


def quotes(text: str, known: Facts, before: Iterable[Fact] = (), names: Iterable[str] = ()) -> tuple[Fact, ...]:
    """The facts that a text quotes: as they stand now or, where a figure is none of these, as they stood `before`."""
    found: Facts = {}
    older = {fact.key: fact for fact in before}
    for figure in quoted(text, names):
        for fact in _meant(text, figure, known.values()) or _meant(text, figure, older.values()):
            found.setdefault(fact.key, fact)
    return tuple(found.values())


def checked(
    text: str,
    facts: Sequence[Fact],
    known: Facts,
    names: Iterable[str] = (),
    guarded: Callable[[str], bool] = lambda series: False,
) -> Checked:
    """A text looked at against what is known now; `guarded` tells series of which a missing figure is kept back."""
    stale, strangers = [], []
    for figure in quoted(text, names):
        meant = _meant(text, figure, facts)
        if meant and not any(_stands(figure, fact, known) for fact in meant):
            stale.append(_stale(figure, meant[0], known.get(meant[0].key)))
        elif not meant and not is_a_year(figure) and not _meant(text, figure, known.values()):
            strangers.append(figure.text.strip())
    gone = any(fact.key not in known and guarded(fact.series) for fact in facts)
    return Checked(tuple(stale), tuple(dict.fromkeys(strangers)), gone)


def renewed(text: str, facts: Sequence[Fact], known: Facts, names: Iterable[str] = ()) -> str:
    """The text with every figure that is out of date as it is now, where the words round it still hold."""
    for figure in reversed(quoted(text, names)):
        meant = _meant(text, figure, facts)
        if not meant or any(_stands(figure, fact, known) for fact in meant):
            continue
        now = known.get(meant[0].key)
        if now is not None and not _turned(figure, meant[0], now):
            text = text[: figure.start] + figure.anew(now.value) + text[figure.end :]
    return text


def _meant(text: str, figure: Quoted, facts: Iterable[Fact]) -> list[Fact]:
    """The facts a figure may be, by its value and kind: those of the nearest name in its sentence; failing these
    those of the whole, and failing these the rest."""
    fits = [fact for fact in facts if fact.kind == figure.kind and figure.is_of(fact.value)]
    if len(fits) < 2:
        return fits
    ranked = [(_distance(text, figure, fact.name), fact) for fact in fits]
    best = min(rank for rank, _ in ranked)
    return [fact for rank, fact in ranked if rank == best]


def _distance(text: str, figure: Quoted, name: str) -> tuple[int, int]:
    """A rank, and the letters between a figure and the last mention of a name before it in its sentence."""
    if not name:
        return (2, 0)
    begins = max((end.end() for end in _SENTENCE_ENDS.finditer(text, 0, figure.start)), default=0)
    ends = _SENTENCE_ENDS.search(text, figure.end)
    before, after = text[begins : figure.start].lower(), text[figure.end : ends.start() if ends else None].lower()
    follows = _OF.sub("", after, count=1).startswith(name.lower())
    if follows or name.lower() in before:
        return (0, 0 if follows else len(before) - before.rindex(name.lower()) - len(name))
    return (1, after.index(name.lower())) if name.lower() in after else (3, 0)


def _stands(figure: Quoted, fact: Fact, known: Facts) -> bool:
    now = known.get(fact.key)
    return now is not None and figure.is_of(now.value) and not _turned(figure, fact, now)


def _stale(figure: Quoted, fact: Fact, now: Fact | None) -> Stale:
    turned = now is not None and _turned(figure, fact, now)
    said = figure.anew(now.value).strip() if now else ""
    if turned and now and not figure.sign:
        said = f"{said} {'more' if now.value > 0 else 'fewer'}"
    return Stale(was=figure.text.strip(), now=said, what=fact.what, turned=turned)


def _turned(figure: Quoted, fact: Fact, now: Fact) -> bool:
    return fact.signed and fact.value * now.value <= 0 and fact.value != now.value


def in_words(stale: Collection[Stale]) -> str:
    """2 figures in this text are out of date: was 412, now 420; was −19%, now −18%."""
    many = len(stale) > 1
    head = f"{len(stale)} figures in this text are" if many else "1 figure in this text is"
    said = [f"was {one.was}, now {one.now or 'not known any more'}" for one in stale]
    return f"{head} out of date: {'; '.join(said)}."
