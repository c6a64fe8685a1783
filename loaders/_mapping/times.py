"""What a heading, a label or a title says of time: the spellings that partners use."""

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache

from dashboard.periods import MONTHS, month
from loaders._book import Cell, tidy
from loaders._grammar import period
from loaders._mapping.said import FIRST_SERIAL, LAST_SERIAL, Said, Times, is_month_number

_SERIAL_EPOCH = dt.date(1899, 12, 30)


_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
_WORD = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_Y = r"((?:19|20)\d{2}|['’]\d{2}|\d{2}(?![\d/]))"
_YEAR = rf"(?:[ ,/-]{{0,3}}{_Y})?"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?[ -])?"
_TO = r" ?(?:-|–|—|/|to|until|through) ?"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "one": 1, "two": 2, "three": 3, "four": 4}
_FORMS = {
    "dates": re.compile(
        rf"(\d{{1,2}})[/.](\d{{1,2}})[/.]((?:20)?\d{{2}}){_TO}(\d{{1,2}})[/.](\d{{1,2}})[/.]((?:20)?\d{{2}})"
    ),
    "day": re.compile(r"^\d{1,2}[./-](0?[1-9]|1[0-2])[./-]((?:20)?\d{2})$"),
    "year end": re.compile(r"\bf\.?y\.?e\.? ?((?:19|20)\d{2})\b"),
    "fiscal": re.compile(r"(?:\bf\.?y\.? ?)?(?<![\d/-])((?:19|20)\d{2}|\d{2}) ?[-/–_\\] ?((?:20)?\d{2})(?![\d/-])"),
    "numbered": re.compile(r"^(0?[1-9]|1[0-2])[./-]((?:19|20)\d{2})$"),
    "year first": re.compile(r"(?<!\d)((?:19|20)\d{2}) ?m(0[1-9]|1[0-2])\b"),
    "short": re.compile(rf"\b(ye|y/e|fye|qe|q/e|y\.e\.|q\.e\.)[ :-]{{0,3}}{_DAY}{_WORD}{_YEAR}"),
    "ending": re.compile(
        rf"\b(quarter|qtr|three months|3 months|year|twelve months|12 months|month|period)s?"
        rf"[ -](?:ending|ended|end|to|up to)[ :-]{{0,3}}{_DAY}{_WORD}{_YEAR}"
    ),
    "span": re.compile(rf"\b{_DAY}{_WORD}{_YEAR}{_TO}{_DAY}{_WORD}{_YEAR}"),
    "three": re.compile(rf"\b{_WORD}[ ,/]+{_WORD}(?: ?[,&/]| and)? ?{_WORD}{_YEAR}"),
    "quarter": re.compile(
        r"(?<![a-z])(?:q(?:uarter|tr)?s?\.? ?([1-4])\b|([1-4])(?:st|nd|rd|th) (?:quarter|qtr)\b"
        r"|(first|second|third|fourth) (?:quarter|qtr)\b|(?:quarter|qtr) (one|two|three|four)\b)"
    ),
    "month": re.compile(rf"\b{_DAY}{_WORD}{_YEAR}"),
    "year": re.compile(r"(?<![\d/.,£-])((?:19|20)\d{2})(?![\d,/.]|\.\d)"),
}
_FILLER = re.compile(
    r"\b(the|of|for|fin|financial|calendar|year|years|fy|period|quarter|qtr|month|in|and|during|to|ending|ended|end|months"
    r"|cy|yr|reporting)\b|[^0-9a-z£%]+"
)
_LENGTHS = {"ye": 12, "y/e": 12, "fye": 12, "y.e.": 12, "qe": 3, "q/e": 3, "q.e.": 3} | {
    "quarter": 3,
    "qtr": 3,
    "three months": 3,
    "3 months": 3,
    "year": 12,
    "twelve months": 12,
    "12 months": 12,
}


def say(cell: Cell, times: Times | None = None) -> Said:
    """What a cell says of time; `anything` is False when it says nothing."""
    if isinstance(cell, dt.datetime | dt.date):
        return Said(whole=month(cell.year, cell.month))
    if isinstance(cell, bool) or cell in ("", None):
        return Said()
    if isinstance(cell, int | float):
        return _of_number(float(cell), times)
    text = _without_notes(tidy(cell))
    return _of_number(float(text), times) if re.fullmatch(r"\d{4,5}", text, re.ASCII) else of_text(text)


def _without_notes(text: str) -> str:
    return re.sub(r"\s*(?:\[[^\]]*\]|\((?:p|r|e|\d|provisional|revised)\)|[*†‡¹²³⁴⁵]+)$", "", text, flags=re.IGNORECASE)


def _of_number(number: float, times: Times | None) -> Said:
    if not number.is_integer():
        return Said()
    if is_month_number(number):
        return Said(whole=month(int(number) // 100, int(number) % 100))
    if times and times.serials and FIRST_SERIAL <= number <= LAST_SERIAL:
        day = _SERIAL_EPOCH + dt.timedelta(days=int(number))
        return Said(whole=month(day.year, day.month))
    return Said(year=int(number)) if 1990 <= number <= 2100 else Said()


def said_under(cell: Cell, heading: str, times: Times) -> Said:
    """What a cell of a column of periods says: a bare 2 under “Quarter” is the second quarter."""
    text = tidy(cell)
    if text.isdecimal() and len(text) <= 2:
        if ("quarter" in heading or "qtr" in heading) and 1 <= int(text) <= 4:
            return Said(quarter=int(text))
        if "month" in heading and 1 <= int(text) <= 12:
            return Said(first=int(text), last=int(text))
    return say(cell, times)


@lru_cache(maxsize=16384)
def of_text(text: str) -> Said:
    """What a text says of time, and the rest of its words."""
    if whole := period(text):
        return Said(whole=whole)
    found, rest = Said(), text.casefold().replace("_", " ")
    for name, form in _FORMS.items():
        for match in form.finditer(rest):
            if (taken := _TAKERS[name](found, match)) is not None:
                found, rest = taken, rest[: match.start()] + " | " + rest[match.end() :]
                break
    return replace(found, rest=" ".join(_FILLER.sub(" ", rest).split()))


def _number(word: str) -> int:
    return _NUMBERS[word[:3]]


def _year(text: str | None) -> int | None:
    if not text:
        return None
    year = int(text.lstrip("'’"))
    return year + 2000 if year < 100 else year


def _take_dates(found: Said, match: re.Match[str]) -> Said | None:
    first, last = int(match[2]), int(match[5])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    return replace(found, first=first, last=last, year=_year(match[3]), last_year=_year(match[6]), fiscal=False)


def _take_fiscal(found: Said, match: re.Match[str]) -> Said | None:
    first = _year(match[1])
    if found.year is not None or first is None or (first + 1) % 100 != int(match[2]) % 100:
        return None
    if re.fullmatch(r"1\d ?[-–] ?1\d", match.string.strip()):
        return None  # 16-17 alone is an age
    return replace(found, year=first, fiscal=True)


def _take_ending(found: Said, match: re.Match[str]) -> Said | None:
    number = _number(match[2])
    length = _LENGTHS.get(match[1])
    year = _year(match[3])
    said = replace(found, first=number, last=number, length=length)
    return said if year is None else replace(said, year=year, fiscal=False)


def _take_numbered(found: Said, match: re.Match[str]) -> Said | None:
    number, year = int(match[1]), _year(match[2])
    return replace(found, first=number, last=number, year=year, fiscal=False) if found.year is None else None


def _take_year_first(found: Said, match: re.Match[str]) -> Said | None:
    return replace(found, first=int(match[2]), last=int(match[2]), year=_year(match[1]), fiscal=False)


def _take_year_end(found: Said, match: re.Match[str]) -> Said | None:
    return replace(found, year=int(match[1]) - 1, fiscal=True)


def _take_span(found: Said, match: re.Match[str]) -> Said | None:
    if found.first is not None:
        return None
    first_year, last_year = _year(match[2]), _year(match[4])
    said = replace(found, first=_number(match[1]), last=_number(match[3]))
    if last_year is None:
        return said
    if found.year is not None:
        return said  # the financial year has been told beside it
    crosses = said.first is not None and said.last is not None and said.first > said.last
    return replace(said, year=first_year or last_year - crosses, last_year=last_year, fiscal=False)


def _take_three(found: Said, match: re.Match[str]) -> Said | None:
    first, second, third = (_number(match[place]) for place in (1, 2, 3))
    if found.first is not None or (first % 12 + 1, second % 12 + 1) != (second, third):
        return None
    said = replace(found, first=first, last=third)
    year = _year(match[4])
    return said if year is None or found.year is not None else replace(said, year=year, fiscal=False)


def _take_quarter(found: Said, match: re.Match[str]) -> Said | None:
    word = next(part for part in match.groups() if part)
    return replace(found, quarter=_ORDINALS.get(word) or int(word))


def _take_month(found: Said, match: re.Match[str]) -> Said | None:
    if found.first is not None:
        return None
    year = _year(match[2])
    said = replace(found, first=_number(match[1]), last=_number(match[1]))
    return said if year is None or found.year is not None else replace(said, year=year, fiscal=False)


def _take_year(found: Said, match: re.Match[str]) -> Said | None:
    return (
        replace(found, year=int(match[1]), fiscal=None if found.first is None else False)
        if found.year is None
        else None
    )


_TAKERS = {
    "dates": _take_dates,
    "day": _take_numbered,
    "year end": _take_year_end,
    "fiscal": _take_fiscal,
    "numbered": _take_numbered,
    "year first": _take_year_first,
    "short": _take_ending,
    "ending": _take_ending,
    "span": _take_span,
    "three": _take_three,
    "quarter": _take_quarter,
    "month": _take_month,
    "year": _take_year,
}
