"""What stands around a table: its title lines, the name of its sheet and of its file, and what they say."""

import re
from pathlib import PurePath

from dashboard.periods import Grain, Period, ordinal
from dashboard.records import AreaRow
from loaders._book import Book, Cell, Sheet, tidy
from loaders._mapping.grid import is_blank
from loaders._mapping.places import Places, labelled_area
from loaders._mapping.said import Said, Times, settle
from loaders._mapping.times import say
from loaders._mapping.words import MADE, PERIOD, key, label

_NAMELESS = re.compile(
    r"(?:sheet|table|tab|data|sheet ?\d+|tabelle|report|export|results?|return|figures|book|csv)\W*\d*", re.I
)
# what is left of “at the end of the quarter” when its time is taken away
_LOOSE_END = re.compile(r"(?: (?:at|in|by|for|of|to|on|from|and|during|over|per|the|end|as))+$", re.IGNORECASE)
_SMALL = frozenset({"the", "of", "for", "in", "and", "to"})
_FILE_NOISE = re.compile(r"\b(v\d+|final|draft|copy|return|data|report|export|update|\d+)\b|[_.()-]+", re.IGNORECASE)


def lines(sheet: Sheet, before: int, *, dated: bool = False) -> list[str]:
    """Texts above row `before`, in reading order; with `dated`, without those that tell when the file was made."""
    found = []
    for row in sheet.rows[: max(before - 1, 0)]:
        texts = [tidy(cell) for cell in row if not is_blank(cell)]
        if not (dated and MADE.search(" ".join(texts))):
            found += texts
    return found


def stem(book: Book) -> str:
    return PurePath(book.name).stem.replace("_", " ")


def periods(book: Book, sheet: Sheet, before: int, times: Times) -> list[tuple[Period, str]]:
    """Periods said around the table with the words that say so: in its title, else by its sheet, else by its file.

    A sheet called “Apr” takes its year from the title or the file; a year alone is only taken if nothing says less.
    """
    if said := _labelled(sheet, before, times):
        return [said]
    groups = (lines(sheet, before, dated=True), [sheet.name], [stem(book)])
    years: list[tuple[Period, str]] = []
    part, words = Said(), ""
    for texts in groups:
        found = {when: text for text in reversed(texts) if (when := settle(say(text), times))}
        shorter = {when: text for when, text in found.items() if when.grain in (Grain.MONTH, Grain.QUARTER, Grain.R12)}
        if shorter:
            return list(shorter.items())[::-1]
        years += list(found.items())[::-1]
        whole = _together(texts)
        if not part.anything or part.year_only:
            part, words = whole.with_context(part) if whole.anything else part, " ".join(texts)[:80]
        else:
            part = part.with_context(whole)
        if not part.year_only and (when := settle(part, times)) and when.grain in (Grain.MONTH, Grain.QUARTER):
            return [(when, words)]
    return years[:1] if len({when for when, _ in years}) == 1 else years


def _labelled(sheet: Sheet, before: int, times: Times) -> tuple[Period, str] | None:
    """The period that stands beside its label, as “Reporting period” and then the quarter."""
    for row in sheet.rows[: max(before - 1, 0)]:
        told = [cell for cell in row if not is_blank(cell)]
        if len(told) == 2 and key(told[0]) in PERIOD and (when := settle(say(told[1]), times)):
            return when, tidy(told[1])
    return None


def _together(texts: list[str]) -> Said:
    """The parts of a period from several cells, such as “Quarter:” Q1 “Year:” 2025/26."""
    whole = Said()
    for said in map(say, texts):
        if said.anything and len(said.rest.split()) <= 4:
            whole = whole.with_context(said) if whole.anything else said
    return whole


def year_around(book: Book, sheet: Sheet, before: int, corner: Cell = "") -> Said:
    """The year that the table's corner, its title, the sheet or the file names, for headings such as Q1 or April."""
    said = say(corner)
    if not said.rest and (said.year_only or (said.whole and said.whole.grain is Grain.YEAR)):
        return Said(year=said.whole.first // 12, fiscal=True) if said.whole else _its_year(said)
    for text in (*lines(sheet, before, dated=True), sheet.name, stem(book)):
        said = say(text)
        if said.whole and said.whole.grain is Grain.YEAR:
            return Said(year=said.whole.first // 12, fiscal=True)
        if said.whole and _names_its_year(text):
            return Said(year=said.whole.fiscal_year.first // 12, fiscal=True)
        if said.whole:
            return Said(year=said.whole.fiscal_year.first // 12, fiscal=True, until=said.whole.last)
        if said.year is not None:
            return _its_year(said)
    return Said()


def _names_its_year(text: str) -> bool:
    """Whether a text such as “Q1 2025/26” names the financial year itself."""
    return bool(re.search(r"\d\d ?[/–-] ?\d\d", text))


def _its_year(said: Said) -> Said:
    """The year that a text names; if it names months, the twelve that end with the last of them."""
    if said.year is None or said.first is None or said.last is None or said.fiscal:
        return Said(year=said.year, fiscal=said.fiscal)
    until = ordinal(said.last_year or said.year + (said.last < said.first), said.last)
    return Said(year=(until - 3) // 12, fiscal=True, until=until)


def part_of_year(book: Book, sheet: Sheet, before: int) -> tuple[Said, str]:
    """The quarter or months a title names, apart from any year, and the words: for columns headed with years."""
    for text in (*lines(sheet, before, dated=True), sheet.name):
        said = say(text)
        when = settle(said, Times())
        if when and when.grain in (Grain.QUARTER, Grain.MONTH):
            return (Said(first=when.first % 12 + 1, last=when.last % 12 + 1), text)
        if said.quarter is not None or (said.first is not None and said.first != said.last):
            return Said(quarter=said.quarter, first=said.first, last=said.last), text
    return Said(), ""


def area(book: Book, sheet: Sheet, before: int, places: Places) -> tuple[AreaRow | None, str]:
    """The one area that the title, the sheet or the file is about, and the words that say so."""
    if (said := labelled_area(sheet, before)) and (found := places.find(said[0])):
        return found, said[0]
    for text in (*lines(sheet, before), sheet.name, stem(book)):
        named = places.inside(text)
        if len(named) == 1:
            return named[0], text
        if named:
            return None, ""
    return None, ""


def subject(book: Book, sheet: Sheet, before: int, places: Places) -> str:
    """What the table is about, in its title's own words, without its area and period; '' when nothing tells."""
    for text in (*lines(sheet, before), sheet.name, _FILE_NOISE.sub(" ", stem(book))):
        if _NAMELESS.fullmatch(text.strip()) or _names_something(text):
            continue
        if bare := _bare(text, places):
            return bare
    return ""


def _names_something(text: str) -> bool:
    """“Report:” or “Period: July 2025”: a label, with what it labels or without."""
    return ":" in text and text.index(":") < 20 and len(text) < 40


def _bare(text: str, places: Places) -> str:
    """The text if it still says something when its area and time are taken away."""
    if places.find(text):
        return ""
    text = re.sub(r" by (?:\w+ ?){1,3}(?=$|[,–—(:-])", "", text)
    rest = say(text).rest
    for row in places.inside(text):
        rest = rest.replace(row.name.casefold(), " ")
    rest = re.sub(r"\b(london|borough|council|by|quarterly|monthly|annual|return|report|table \d+|lb|q)\b", " ", rest)
    words = [word for word in rest.split() if not word.isdecimal()]
    if not words:
        return ""
    kept = _kept(re.split(r"\s+", label(text)), words)
    return _LOOSE_END.sub("", " ".join(kept or words)[:120].strip(" -–—,:;|()"))


def _kept(written: list[str], words: list[str]) -> list[str]:
    """The words that are wanted as they were written, and the small ones between two of them: Visits to premises."""
    wanted = [_is_one_of(word.casefold(), words) for word in written]
    between = [
        word.casefold() in _SMALL and wanted[place - 1 : place] == [True] and wanted[place + 1 : place + 2] == [True]
        for place, word in enumerate(written)
    ]
    return [word for word, mine, small in zip(written, wanted, between, strict=True) if mine or small]


def _is_one_of(word: str, words: list[str]) -> bool:
    """Whether a word, or each part of one such as fly-posting, is among the words."""
    parts = re.findall(r"[0-9a-z£%]+", word)
    return "".join(parts) in words or (bool(parts) and all(part in words for part in parts))
