"""The wording of a narrative: what happened in a period, in the sentences of a quarterly paper."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_COUNTED = re.compile(r"[a-z][a-z -]*s|children", re.IGNORECASE)
_BY = {-1: "a reduction of", 1: "an increase of"}
_WENT = {-1: "fell", 1: "rose"}


@dataclass(frozen=True)
class Moved:
    """How a figure moved: down (−1), not at all (0) or up (1), by how much, and in per cent where that can be said."""

    way: int
    by: str = ""
    percent: str = ""


@dataclass(frozen=True)
class Piece:
    """A part by its name: its figure where it is known, and how it moved."""

    name: str
    moved: Moved
    now: str = ""


@dataclass(frozen=True)
class Told:
    """What is known of a figure, in words and in figures as they are to be written; parts in order of weight.

    `moved` is None without a figure to compare with. `verdict` is that of the test against last year, `status` the
    colour and `target` the target in words, each empty where there is none.
    """

    title: str
    unit: str
    period: str
    now: str
    before: str = "the same period last year"
    moved: Moved | None = None
    within: Sequence[Piece] = ()
    parts: Sequence[Piece] = ()
    share: str = ""
    share_of: str = ""
    verdict: str = ""
    status: str = ""
    target: str = ""


def draft(told: Told, *, longest: int) -> str:
    """During April to June 2012 there were 983 violent crime offences, a reduction of 224 (−19%) on the same period
    last year; this includes a reduction of 159 in assault with injury and 52 in harassment.

    What does not fit into `longest` characters is left out, whole sentences at a time, the parts one by one.
    """
    sentences = [opening(told) + _includes(told.within) + "."]
    rest = [_share(told), *_parts(told, longest // 2), _tested(told), _status(told)]
    for sentence in filter(None, rest):
        if len(" ".join([*sentences, sentence])) <= longest:
            sentences.append(sentence)
    return " ".join(sentences)


def opening(told: Told, *, after: bool = False) -> str:
    """The figure and how it moved, without its full stop; `after` another of the same time, which is not said again."""
    if _COUNTED.fullmatch(told.unit) and told.now != "1":
        there = "There" if after else f"During {told.period} there"
        said = f"{there} were {told.now} {_noun(told.title, told.unit)}"
        return said + _compared(told, ("a reduction of", "an increase of"), after)
    unit = "" if told.unit in ("", "%") or _COUNTED.fullmatch(told.unit) else f" {told.unit}"
    when = "" if after else f" in {told.period}"
    return f"{told.title} stood at {told.now}{unit}{when}" + _compared(told, ("down", "up"), after)


def _compared(told: Told, words: tuple[str, str], after: bool) -> str:
    moved = told.moved
    if moved is None:
        return ""
    if not moved.way:
        return ", the same as before" if after else f", the same as in {told.before}"
    return f", {words[moved.way > 0]} {moved.by}{_in_brackets(moved)}" + ("" if after else f" on {told.before}")


def _noun(title: str, unit: str) -> str:
    """violent crime offences; recorded offences, where the title says what is counted."""
    whole = small(title.removeprefix("All "))
    return whole if unit.lower() in whole.lower() else f"{whole} {unit}"


def _includes(pieces: Sequence[Piece]) -> str:
    """What lies within, falls and rises in the order of their weight."""
    said = ""
    for way in (-1, 1):
        some = [piece for piece in pieces if piece.moved.way == way]
        if not some:
            continue
        first = f"{_BY[way]} {some[0].moved.by} in {small(some[0].name)}"
        listed = enumerated([first, *(f"{one.moved.by} in {small(one.name)}" for one in some[1:])])
        said += f", and {listed}" if said else f"; this includes {listed}"
    return said


def _share(told: Told) -> str:
    if not told.share:
        return ""
    word = "They were" if _COUNTED.fullmatch(told.unit) and told.now != "1" else "It was"
    return f"{word} {told.share} of {small(told.share_of)}."


def _parts(told: Told, longest: int) -> list[str]:
    """What the parts did: those that went with the whole first; the lightest are left out where they do not fit."""
    pieces = list(told.parts)
    while len(said := _listed(pieces, told.moved)) > longest:
        pieces.pop()
    return [said] if said else []


def _listed(pieces: Sequence[Piece], whole: Moved | None) -> str:
    ways = (1, -1, 0) if whole and whole.way > 0 else (-1, 1, 0)
    clauses = [clause for way in ways if (clause := _went([p for p in pieces if p.moved.way == way], way))]
    said = "; ".join([clauses[0], *map(small, clauses[1:])]) if clauses else ""
    return f"{said[0].upper()}{said[1:]}." if said else ""


def _went(pieces: Sequence[Piece], way: int) -> str:
    if not pieces:
        return ""
    if not way:
        return enumerated([f"{p.name} stood at {p.now} again" for p in pieces])
    first = f"{pieces[0].name} {_WENT[way]} {_by(pieces[0])}"
    return enumerated([first, *(f"{small(p.name)} {_by(p)}" for p in pieces[1:])])


def _by(piece: Piece) -> str:
    to = f" to {piece.now}" if piece.now else ""
    return f"by {piece.moved.by}{to}{_in_brackets(piece.moved)}"


def _in_brackets(moved: Moved) -> str:
    return f" ({moved.percent})" if moved.percent else ""


def _tested(told: Told) -> str:
    if told.moved is None or not told.moved.way or "usual variation" not in told.verdict:
        return ""
    return f"The {'increase' if told.moved.way > 0 else 'reduction'} is {told.verdict}."


def _status(told: Told) -> str:
    return f"The status is {told.status} (target: {told.target})." if told.status and told.target else ""


def small(text: str) -> str:
    """A name within a sentence: small at the beginning, unless it begins with an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def enumerated(items: Sequence[str]) -> str:
    """a; a and b; a, b and c."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
