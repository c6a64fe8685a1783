"""What a partner's return is made of: its measures, what each is a part of, and what its notes say."""

from dataclasses import dataclass

from dashboard.records import SeriesSpec, SourceSpec


@dataclass(frozen=True)
class Measure:
    """A row of a return. `part_of` names the series it is a part of, `within` one it can never exceed; `signed` is a
    whole number that may be below 0, a change."""

    series: SeriesSpec
    label: str
    aliases: tuple[str, ...] = ()
    part_of: str = ""
    within: str = ""
    about: str = ""
    signed: bool = False


@dataclass(frozen=True)
class Return:
    """A return: its source, its rows, what its notes tell the partner, and the kinds of period it is made for."""

    source: SourceSpec
    measures: tuple[Measure, ...]
    notes: tuple[str, ...]
    periods: tuple[str, ...] = ("quarter",)

    def parts(self, total: str) -> tuple[Measure, ...]:
        return tuple(measure for measure in self.measures if measure.part_of == total)
