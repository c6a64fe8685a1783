"""Paragraphs of slides: what they say, how high they stand, how they are made to fit, and their markup."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from dashboard.packs.slides.look import CONTINUES, LANGUAGE
from dashboard.packs.slides.measure import LEADING, lines, width

_INDENT = 14.0
_STEPS = (1.0, 0.94, 0.88, 0.82, 0.76)
# more than these letters fit on no slide, and need not be measured
_MOST = 6_000


class Para(NamedTuple):
    """A paragraph: its words, size in points, a bold beginning, what follows it in points.

    Without a colour it is written in that of the slide.
    """

    text: str
    size: float
    lead: str = ""
    bold: bool = False
    colour: str = ""
    after: float = 5.0
    bullet: bool = False
    right: bool = False
    centred: bool = False

    @property
    def whole(self) -> str:
        return f"{self.lead} {self.text}".strip()


class Fitted(NamedTuple):
    """Paragraphs that fit, the height they take in points, and whether anything was left out."""

    paragraphs: tuple[Para, ...]
    height: float
    cut: bool = False


def height(paragraphs: Sequence[Para], room: float) -> float:
    """Points that paragraphs take in a column of `room` points; nothing follows the last."""
    if not paragraphs:
        return 0.0
    return sum(_lines(one, room) * one.size * LEADING + one.after for one in paragraphs) - paragraphs[-1].after


def _lines(one: Para, room: float) -> int:
    inner = max(room - (_INDENT if one.bullet else 0.0), one.size)
    if not one.lead:
        return lines(one.text, one.size, inner, bold=one.bold)
    before = lines(one.lead, one.size, inner, bold=True)
    first = width(one.lead, one.size, bold=True) % inner
    return before - 1 + lines(one.text, one.size, inner, bold=one.bold, first=first)


def fitted(paragraphs: Sequence[Para], room: float, high: float, *, least: float, spread: float = 1.0) -> Fitted:
    """Paragraphs at the greatest size at which they fit, down to `least`; then shortened at the end, and said so.

    `spread`: how much wider than Arial the letters may be.
    """
    column, given = room / spread, _split(paragraphs)
    bounded = _bounded(given)
    for step in _STEPS:
        sized = [one._replace(size=_size(one.size, step, least)) for one in bounded]
        found = height(sized, column)
        if found <= high and bounded == given:
            return Fitted(tuple(sized), found)
    shortened = _shortened(sized, column, high)
    return Fitted(tuple(shortened), height(shortened, column), cut=True)


def _size(size: float, step: float, least: float) -> float:
    """A size in half points, not under `least` unless it was so from the beginning."""
    return max(round(size * step * 2) / 2, min(least, size))


def _split(paragraphs: Sequence[Para]) -> list[Para]:
    """A paragraph for each line of text."""
    found = []
    for one in paragraphs:
        first, *others = [line for line in one.text.split("\n") if line.strip()] or [""]
        if first or one.lead:
            found.append(one._replace(text=first))
        found += [one._replace(text=line, lead="") for line in others]
    return found


def _bounded(paragraphs: Sequence[Para]) -> list[Para]:
    kept, left = list[Para](), _MOST
    for one in paragraphs:
        if left <= 0:
            break
        kept.append(one if len(one.text) <= left else one._replace(text=one.text[:left]))
        left -= len(one.text)
    return kept


def _shortened(paragraphs: Sequence[Para], room: float, high: float) -> list[Para]:
    """As much from the beginning as fits, with words at its end that say where the rest is."""
    kept = list(paragraphs)
    while len(kept) > 1 and height([*kept[:-1], kept[-1]._replace(text=CONTINUES)], room) > high:
        kept.pop()
    words = kept[-1].text.split(" ")
    low, top = 0, len(words)
    while low < top:
        middle = (low + top + 1) // 2
        tried = kept[-1]._replace(text=_ended(words[:middle]))
        low, top = (middle, top) if height([*kept[:-1], tried], room) <= high else (low, middle - 1)
    if low == 0 and len(words) == 1 and len(words[0]) > 40:  # a word without end
        return [*kept[:-1], kept[-1]._replace(text=_ended([words[0][:20]]))]
    return [*kept[:-1], kept[-1]._replace(text=_ended(words[:low]))]


def _ended(words: Sequence[str]) -> str:
    return re.sub(r"[\s.,;:…]+$", "", " ".join(words)) + (f" {CONTINUES}" if words else CONTINUES)


def title(text: str, room: float, high: float, *, size: float, least: float, spread: float = 1.0) -> Para:
    """A title that fits in its box, in two lines at most; one that is longer ends in …, and keeps its (1 of 2)."""
    column = room / spread

    def fits(one: Para, most: int = 2) -> bool:
        return _lines(one, column) <= most and height([one], column) <= max(high, least * LEADING)

    for points in (size, (size + least) / 2, least):
        found = Para(text, points, bold=True)
        if fits(found, 1 if high < 2 * points * LEADING else 2):
            return found
    words, count = _COUNTED.sub("", text), "".join(_COUNTED.findall(text)[:1])
    low, top = 1, len(words)
    while low < top:
        middle = (low + top + 1) // 2
        low, top = (middle, top) if fits(Para(_clipped(words, middle) + count, least, bold=True)) else (low, middle - 1)
    return Para(_clipped(words, low) + count, least, bold=True)


_COUNTED = re.compile(r" \(\d+(?: of \d+)?\)$")


def _clipped(text: str, letters: int) -> str:
    """So many letters of a text, to the end of a word where one is near."""
    kept = text[:letters].rstrip()
    whole = kept.rpartition(" ")[0]
    return (whole if len(whole) > letters - 20 else kept).rstrip(" .,;:") + " …"


def markup(paragraphs: Sequence[Para], *, sized: bool = True) -> str:
    """Paragraphs as DrawingML; every run says its language. Without sizes they are those of the template."""
    return "".join(_paragraph(one, sized) for one in paragraphs) or f'<a:p><a:endParaRPr lang="{LANGUAGE}"/></a:p>'


def _paragraph(one: Para, sized: bool) -> str:
    backwards = leads_right(one.whole)
    side = "ctr" if one.centred else "r" if one.right else ""
    said = (f' algn="{side}"' if side else "") + (' rtl="1"' if backwards else "")
    indent = (
        f' marL="{int(_INDENT * 12700)}" indent="-{int(_INDENT * 12700)}"' if one.bullet else ' marL="0" indent="0"'
    )
    bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if one.bullet else "<a:buNone/>"
    space = f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{int(one.after * 100)}"/></a:spcAft>'
    runs = _run(f"{one.lead} " if one.text else one.lead, one, sized, bold=True) if one.lead else ""
    runs += _run(one.text, one, sized, bold=one.bold) if one.text else ""
    properties = f"<a:pPr{indent}{said}>{space}{bullet}</a:pPr>" if sized else ""
    return f"<a:p>{properties}{runs}</a:p>"


def _run(text: str, one: Para, sized: bool, *, bold: bool) -> str:
    size = f' sz="{round(one.size * 100)}"' if sized else ""
    weight = f' b="{int(bold)}"' if sized else ""
    fill = f'<a:solidFill><a:srgbClr val="{one.colour}"/></a:solidFill>' if one.colour else ""
    return f'<a:r><a:rPr lang="{LANGUAGE}"{size}{weight} dirty="0">{fill}</a:rPr><a:t>{escape(text)}</a:t></a:r>'


def leads_right(text: str) -> bool:
    """Whether text begins with right-to-left letters."""
    first = next((kind for letter in text if (kind := unicodedata.bidirectional(letter)) in ("L", "R", "AL")), "L")
    return first != "L"
