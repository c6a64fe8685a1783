"""What a MARAC's cases are set against, kept as data: SafeLives' expectation, and how many cases that is in an area."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from dashboard.declared import Declared, read
from dashboard.settings import DATA

FILE = DATA / "marac.toml"


class Expected(Declared):
    """The cases expected in a year in an area (ONS code), and who says so."""

    area: Annotated[str, Field(pattern=r"^[A-Z]\d{8}$")]
    cases: int = Field(ge=1, le=1_000_000, strict=True)
    source: str = Field(min_length=1, max_length=200)


class Expectation(Declared):
    """Cases expected a year for every 10,000 adult females, and the areas for which their number is known."""

    per_10k: float = Field(gt=0, le=1000)
    expected: tuple[Expected, ...] = ()

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        twice = [area for area, count in Counter(one.area for one in self.expected).items() if count > 1]
        if twice:
            raise ValueError(f"the area “{twice[0]}” is there more than once")
        return self

    def of(self, area: str) -> Expected | None:
        return next((one for one in self.expected if one.area == area), None)


@cache
def expectation(path: Path = FILE) -> Expectation:
    """The expectation of a file. Raises BadDeclaration, naming the entry."""
    return read(path, Expectation, what="MARAC")
