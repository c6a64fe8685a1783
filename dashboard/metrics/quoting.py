"""The figures in a text that somebody wrote: a small grammar of numbers, without dates, ages and the like."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

Kind = Literal["number", "percent", "points"]
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_YEAR = r"(?:19|20)\d\d"
_ABOUT_TIME = "|".join(
    (
        rf"{_YEAR}\s?[/–-]\s?\d\d(?:\d\d)?\b",
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b(?:\s+{_YEAR}\b)?",
        rf"\b{_MONTH}\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?![\d,.]*\d|\s?%)",
        r"\b\d{1,2}[:.]\d\d\s?(?:am|pm)\b|\b\d{1,2}:\d\d\b|\b\d{1,2}\s?(?:am|pm)\b",
        r"\b\d+[- ](?:hour|day|week|month|quarter|year)s?\b",
        r"\b\d+(?:st|nd|rd|th)\b",
        r"\bQ[1-4]\b|\bquarter [1-4]\b",
        r"\b\d+ of \d+ (?:months|quarters)\b",
        rf"\b(?:in|of|since|from|to|by|until|before|after|during|than) {_YEAR}\b(?![,.]?\d|\s?%|\s?[/–-]\s?\d)",
    )
)
_AGES = (
    r"\baged?\s+(?:under\s+|over\s+)?\d+(?:\s?(?:to|and|–|-)\s?\d+)?|\b(?:under|over)[- ]\d+s\b"
    r"|\b\d+(?:\s?(?:to|–|-)\s?\d+)?[- ]years?[- ]olds?\b"
)
# what is no figure although it has digits in it
_PASSED_OVER = re.compile(f"{_ABOUT_TIME}|{_AGES}", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>(?:(?<![\d%])[+−–-])?)£?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?(?!\w|[.,]\d)"
    r"(?P<kind>\s?%|\s?per\s?cent\b|\s?(?:percentage\s)?points?\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quoted:
    """A figure as it is written: where it stands, its value without a sign, how many decimals it has, and of what kind.

    `sign` is −1 or 1 where one is written, else 0.
    """

    start: int
    end: int
    text: str
    size: Decimal
    decimals: int
    kind: Kind
    sign: int

    def is_of(self, value: float) -> bool:
        """Whether it is `value`, to the decimals it is written with; a sign that is written must be the value's."""
        return self.size == _rounded(value, self.decimals) and self.sign * value >= 0

    def anew(self, value: float) -> str:
        """`value` written as this figure is: with its decimals, and a sign where it has one."""
        number = f"{_rounded(value, self.decimals):,}"
        mark = ("−" if value < 0 else "+") if self.sign and number.strip("0.,") else ""
        pound = "£" if "£" in self.text else ""
        return f"{mark}{pound}{number}{_tail(self.text)}"


def quoted(text: str, names: Iterable[str] = ()) -> list[Quoted]:
    """The figures in a text, as they come. Digits within `names`, which are titles, are none."""
    # of the same length, so that places stay what they are
    plain = text
    for name in sorted((name for name in names if re.search(r"\d", name)), key=len, reverse=True):
        plain = re.sub(re.escape(name), _blank, plain, flags=re.IGNORECASE)
    plain = _PASSED_OVER.sub(_blank, plain)
    return [_figure(found) for found in _NUMBER.finditer(plain)]


def is_a_year(figure: Quoted) -> bool:
    """Whether it may be a year as well: four digits without a comma, from 1900 to 2099."""
    return re.fullmatch(_YEAR, figure.text) is not None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _figure(found: re.Match[str]) -> Quoted:
    decimals = found["decimals"] or ""
    tail = (found["kind"] or "").strip().lower()
    kind: Kind = "points" if "point" in tail else "percent" if tail else "number"
    return Quoted(
        found.start(),
        found.end(),
        found.group(),
        Decimal(found["digits"].replace(",", "") + decimals),
        max(len(decimals) - 1, 0),
        kind,
        {"": 0, "+": 1}.get(found["sign"], -1),
    )


def _tail(text: str) -> str:
    """What stands behind the digits: a per cent sign, or words."""
    return re.sub(r"^.*\d", "", text)


def _rounded(value: float, places: int) -> Decimal:
    """The size of a value, rounded half away from nothing."""
    exact = Fraction(str(abs(value)))
    shown = Decimal(exact.numerator) / Decimal(exact.denominator)
    return shown.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
