"""Whose small numbers are kept back, as data/disclosure.toml declares it."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from dashboard.declared import Declared, read
from dashboard.settings import DATA

Name = Annotated[str, Field(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*$")]


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
    """What is kept back. `public` are sources whose figures are published already, `open` series not of people.

    `guarded` are sources (and all below them) whose files and warnings quote figures of people.
    """

    public: tuple[Name, ...] = ()
    open: tuple[Name, ...] = ()
    guarded: tuple[Name, ...] = ()
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
        fits = any(one.fits(series, one.sources[0] if one.sources else "") for one in self.protected)
        return fits and series not in self.open

    def guards(self, source: str) -> bool:
        """Whether files of a source are kept to those who load them."""
        return any(source == one or source.startswith(f"{one}.") for one in self.guarded)

    @property
    def prefixes(self) -> tuple[str, ...]:
        """What protected series begin with."""
        return tuple(sorted({one.series for one in self.protected}))


def read_rules(path: Path) -> Rules:
    """The rules in a TOML file. Raises BadDeclaration naming the file, the entry and why."""
    return read(path, Rules, what="disclosure")


@cache
def rules() -> Rules:
    """The partnership's own rules."""
    return read_rules(DATA / "disclosure.toml")
