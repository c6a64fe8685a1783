"""One grammar for what a cell may say: a number, a marker, a period. Nothing else is guessed."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from dashboard.periods import (
    MONTHS,
    Period,
    april_to_december,
    calendar_year,
    financial_year,
    month,
    quarter,
    quarter_containing,
    rolling,
)
from dashboard.records import Status
from loaders._book import Cell, plain, tidy

# What publishers write where a number is not there, and what it means.
MARKERS = {
    "": Status.MISSING,
    "-": Status.MISSING,
    "–": Status.MISSING,
    "—": Status.MISSING,
    "..": Status.MISSING,
    ":": Status.MISSING,
    "x": Status.MISSING,
    "z": Status.MISSING,
    "[x]": Status.MISSING,
    "[z]": Status.MISSING,
    "na": Status.MISSING,
    "n/a": Status.MISSING,
    "no data": Status.MISSING,
    "no population data": Status.MISSING,
    "not available": Status.MISSING,
    "not yet published": Status.MISSING,
    "not yet available": Status.MISSING,
    "not collected": Status.MISSING,
    "null": Status.MISSING,
    "none": Status.MISSING,
    "#div/0!": Status.MISSING,
    "#n/a": Status.MISSING,
    "c": Status.SUPPRESSED,
    "[c]": Status.SUPPRESSED,
    "*": Status.SUPPRESSED,
    "**": Status.SUPPRESSED,
    "†": Status.SUPPRESSED,
    "supp": Status.SUPPRESSED,
    "suppressed": Status.SUPPRESSED,
    "fewer than 5": Status.SUPPRESSED,
    "<5": Status.SUPPRESSED,
    "low": Status.SUPPRESSED,
    "[low]": Status.SUPPRESSED,
}
_NUMBER = re.compile(r"£?\s*([-−+]?)\s*£?\s*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s*(%?)", re.ASCII)
_FLAGS = re.compile(r"\s*\[?\s*(?:\[(r|p|e)\]|\b(r|p|e))\s*\]?$", re.IGNORECASE)
_FLAG_STATUS = {"r": Status.REVISED, "p": Status.PROVISIONAL, "e": Status.ESTIMATED}
LARGEST = Decimal(10) ** 12


class Value(NamedTuple):
    """What a cell said: a number with its status, or no number and why (missing, suppressed)."""

    number: float | None
    status: str
    percent: bool = False


class NotANumber(ValueError):
    """The cell holds something that is neither a number nor a known marker."""


def value(cell: Cell) -> Value:
    """Read a cell as a number or a marker. Raises NotANumber.

    Accepts 1234, "1,234", "(12)" is not a number, "12.5%", "£1,200", "-3", "1,234 [r]". Digits are ASCII.
    """
    if type(cell) in (float, int):
        number = float(cell)
        if number != number or abs(number) > LARGEST:
            raise NotANumber(tidy(cell))
        return Value(number, Status.FINAL)
    if isinstance(cell, (bool, dt.date, dt.time, dt.timedelta)):
        raise NotANumber(tidy(cell))
    return _read_text(tidy(cell))


@lru_cache(maxsize=65536)
def _read_text(text: str) -> Value:
    marker = MARKERS.get(text.casefold())
    if marker is not None:
        return Value(None, marker)
    status = Status.FINAL
    if flag := _FLAGS.search(text):
        status = _FLAG_STATUS[(flag.group(1) or flag.group(2)).casefold()]
        text = text[: flag.start()].strip()
    match = _NUMBER.fullmatch(text)
    if not match:
        raise NotANumber(text)
    sign, digits, percent = match.groups()
    try:
        number = Decimal(digits.replace(",", ""))
    except InvalidOperation as error:  # pragma: no cover - the pattern admits only decimals
        raise NotANumber(text) from error
    if number > LARGEST:
        raise NotANumber(text)
    return Value(float(-number if sign in ("-", "−") else number), status, bool(percent))


_MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_WORD = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TO = r"\s*(?:-|–|—|to)\s*"
_YEAR = r"['’]?(\d{4}|\d{2})"


def period(cell: Cell, *, years_end: str = "") -> Period | None:
    """Read a cell as a period; None when it is not one.

    `years_end` says what a bare year such as 2019 means: "december" for calendar years, "march" for
    financial years that end in March of it, "" for not a period at all.
    """
    if isinstance(cell, (dt.datetime, dt.date)):
        return month(cell.year, cell.month)
    return _period_text(plain_period(cell), years_end)


def plain_period(cell: Cell) -> str:
    """A heading with its glued footnote digits removed, without harming the year they are glued to."""
    text = tidy(cell)
    # Apr '17 to Mar '185, 6 → Apr '17 to Mar '18
    text = re.sub(r"(['’]\d{2})\d(?:, ?\d)*$", r"\1", text)
    return re.sub(r"\s*\[[^\]]*\]", "", text).strip()


@lru_cache(maxsize=4096)
def _period_text(text: str, years_end: str) -> Period | None:
    low = text.casefold()
    for form, build in _PERIOD_FORMS:
        if match := form.fullmatch(low):
            try:
                return build(match)
            except ValueError:
                continue
    if years_end and re.fullmatch(r"(19|20)\d{2}", low, re.ASCII):
        year = int(low)
        return calendar_year(year) if years_end == "december" else financial_year(year - 1)
    return None


def _month_number(word: str) -> int:
    return _MONTH_NUMBERS[word[:3]]


def _year_number(text: str) -> int:
    year = int(text)
    if len(text) == 2:
        year += 2000 if year < 70 else 1900
    if not 1900 <= year <= 2200:
        raise ValueError(text)
    return year


def _fiscal(first: str, second: str) -> int:
    year = _year_number(first)
    if (year + 1) % 100 != int(second) % 100:
        raise ValueError(f"{first}-{second} is not one financial year")
    return year


def _month(year: str, number: str) -> Period:
    if not 1 <= int(number) <= 12:
        raise ValueError(number)
    return month(_year_number(year), int(number))


def _span(first: str, first_year: str | None, last: str, last_year: str) -> Period:
    """Apr–Jun 2012, Oct 2019 to Dec 2019, Apr–Dec 2020, Apr '17 to Mar '18."""
    end_year = _year_number(last_year)
    start, end = _month_number(first), _month_number(last)
    start_year = _year_number(first_year) if first_year else end_year - (start > end)
    length = (end_year - start_year) * 12 + end - start + 1
    if length == 3 and start in (1, 4, 7, 10):
        return quarter_containing(start_year * 12 + start - 1)
    if length == 9 and start == 4:
        return april_to_december(start_year)
    if length == 12:
        if start == 4:
            return financial_year(start_year)
        return calendar_year(start_year) if start == 1 else rolling(end_year, end)
    raise ValueError("neither a quarter, nor April to December, nor a year")


def _year_ending(word: str, year: str) -> Period:
    number, end_year = _month_number(word), _year_number(year)
    if number == 3:
        return financial_year(end_year - 1)
    return calendar_year(end_year) if number == 12 else rolling(end_year, number)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


_PERIOD_FORMS = (
    (_compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])"), lambda m: _month(m[1], m[2])),
    # 2011-12 could be a month: in these papers it is a financial year. A loader whose publisher
    # writes months this way reads them with dashboard.periods.parse.
    (_compile(r"(?:fy ?)?(\d{4})\s*[-/–_]\s*(\d{4}|\d{2})"), lambda m: financial_year(_fiscal(m[1], m[2]))),
    (_compile(r"(\d{4})[-/](0?[1-9]|1[0-2])"), lambda m: _month(m[1], m[2])),
    (_compile(r"(\d{4})-(\d{2})-\d{2}(?:[ t].*)?"), lambda m: _month(m[1], m[2])),
    (_compile(r"\d{1,2}/(\d{1,2})/(\d{4})"), lambda m: _month(m[2], m[1])),
    (_compile(rf"{_MONTH_WORD}[ -]?{_YEAR}"), lambda m: month(_year_number(m[2]), _month_number(m[1]))),
    (_compile(rf"(\d{{4}})[ -]{_MONTH_WORD}"), lambda m: month(int(m[1]), _month_number(m[2]))),
    (
        _compile(r"(?:fy ?)?(\d{4})\s*[-/–_]\s*(\d{4}|\d{2})[ -]*q(?:tr|uarter)? ?([1-4])"),
        lambda m: quarter(_fiscal(m[1], m[2]), int(m[3])),
    ),
    (
        _compile(r"q(?:tr|uarter)? ?([1-4])[ ,-]*(?:fy ?)?(\d{4})\s*[-/–_]\s*(\d{4}|\d{2})"),
        lambda m: quarter(_fiscal(m[2], m[3]), int(m[1])),
    ),
    (_compile(r"(?:cy ?)((?:19|20)\d{2})"), lambda m: calendar_year(int(m[1]))),
    (_compile(rf"{_MONTH_WORD}\.?{_TO}{_MONTH_WORD}\.?,? {_YEAR}"), lambda m: _span(m[1], None, m[2], m[3])),
    (
        _compile(rf"{_MONTH_WORD}\.?,? ?{_YEAR}{_TO}{_MONTH_WORD}\.?,? ?{_YEAR}"),
        lambda m: _span(m[1], m[2], m[3], m[4]),
    ),
    (
        _compile(rf"(?:year|12 months|twelve months) (?:ending|to) {_MONTH_WORD} {_YEAR}"),
        lambda m: _year_ending(m[1], m[2]),
    ),
    (_compile(r"r12:(\d{4})-(0[1-9]|1[0-2])"), lambda m: rolling(int(m[1]), int(m[2]))),
)


def named(cell: Cell) -> str:
    """A category or area name without footnotes and stray spaces."""
    return plain(cell)
