"""Whose small numbers are kept back, as data/disclosure.toml declares it."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dashboard.errors import BadDisclosure
from dashboard.settings import DATA

Name = Annotated[str, Field(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*$")]


class Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Protected(Declared):
    """Figures of `series` and all below it, of every source or of `sources`.

    Counts from 1 to below `threshold` are kept back, and shares of fewer than `cohort` people.
    """

    series: Name
    sources: tuple[Name, ...] = ()
    threshold: int = Field(5, ge=2, le=100, strict=True)
    cohort: int = Field(0, ge=0, le=1000, strict=True)

    def fits(self, series: str, source: str) -> bool:
        below = series == self.series or series.startswith(f"{self.series}.")
        return below and (not self.sources or source in self.sources)


class Sum(Declared):
    """Figures of `parts`, breakdowns and all, that add up to one of `total`."""

    total: Name
    parts: tuple[Name, ...] = Field(min_length=1)


class Rate(Declared):
    """A published rate, and the counts it is worked out `of`."""

    series: Name
    of: tuple[Name, ...] = Field(min_length=1)


class Rules(Declared):
    """What is kept back. `public` are sources whose figures are published already, `open` series not of people."""

    public: tuple[Name, ...] = ()
    open: tuple[Name, ...] = ()
    protected: tuple[Protected, ...] = ()
    sums: tuple[Sum, ...] = ()
    rates: tuple[Rate, ...] = ()

    def of(self, series: str, source: str) -> Protected | None:
        """What protects a figure; None for one that is public."""
        if source in self.public or series in self.open:
            return None
        return next((one for one in self.protected if one.fits(series, source)), None)

    def touches(self, series: str) -> bool:
        """Whether any figure of a series may be kept back."""
        return series not in self.open and any(one.fits(series, one.sources[0] if one.sources else "") for one in self.protected)


def read_rules(path: Path) -> Rules:
    """The rules in a TOML file. Raises BadDisclosure naming the file, the entry and why."""
    try:
        return Rules.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadDisclosure(file=path.name, entry="the file", why=f"is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(step) for step in first["loc"]) or "the file"
        raise BadDisclosure(file=path.name, entry=entry, why=str(first["msg"])) from error


@cache
def rules() -> Rules:
    """The partnership's own rules."""
    return read_rules(DATA / "disclosure.toml")
