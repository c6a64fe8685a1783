"""Chosen figures as a chart: lines or bars over time, or one series year on year; or the sentence why there is none."""

from collections import defaultdict
from typing import Literal

from dashboard.metrics.wording import figure
from dashboard.periods import MONTHS, Grain, Period
from dashboard.scorecard.details import Chart, Line
from dashboard.scorecard.exploring import Explored, Point
from dashboard.scorecard.pivot import varied

Shape = Literal["line", "bar", "years"]
SHAPES: dict[Shape, str] = {"line": "Lines", "bar": "Bars", "years": "Year on year"}
MOST_LINES, MOST_YEARS = 8, 4
_QUARTERS = ("Apr–Jun", "Jul–Sep", "Oct–Dec", "Jan–Mar")
_MONTHS = (*MONTHS[3:], *MONTHS[:3])
Held = dict[str, dict[Period, Point]]


def drawn(found: Explored, shape: Shape) -> tuple[Chart | None, str]:
    """The chart, or why there is none."""
    lines = _lines(found)
    if not lines:
        return None, ""
    if len(found.units) > 1:
        return None, (
            f"These series are counted in different units ({', '.join(found.units)}), which one axis cannot show. "
            "Their figures are in the table; choose series of one unit for a chart."
        )
    if len(lines) > MOST_LINES:
        return None, (
            f"This choice would make {len(lines)} lines, and more than {MOST_LINES} cannot be told apart in a chart. "
            "Their figures are in the table."
        )
    if shape == "years":
        return _year_on_year(found, lines)
    return _over_time(found, lines, shape), ""


def _lines(found: Explored) -> Held:
    """Each line's figures by period, by the name that tells it from the others."""
    apart = [axis for axis in varied(found) if axis != "period"]
    held: Held = defaultdict(dict)
    for point in found.points:
        names = {
            "series": found.measure(point.series).title,
            "area": point.area_name,
            "breakdown": point.breakdown.partition("=")[2] or "All",
        }
        said = [names[axis] for axis in apart] or [names["series"]]
        held[" · ".join(said)][point.period] = point
    return dict(held)


def _over_time(found: Explored, lines: Held, shape: Shape) -> Chart:
    """Every period from the first to the last, gaps and all."""
    periods = _span(found)
    kind: Literal["lines", "bars"] = "bars" if shape == "bar" else "lines"
    drawn_ = tuple(
        Line(name=name, values=tuple(_value(held, period) for period in periods), emphasis=place == 0)
        for place, (name, held) in enumerate(lines.items())
    )
    return _chart(found, kind, tuple(period.short for period in periods), drawn_, _summary(found, lines))


def _span(found: Explored) -> list[Period]:
    periods = sorted({point.period for point in found.points})
    made = [periods[0]]
    while made[-1] != periods[-1]:
        made.append(made[-1].shift(1))
    return made


def _year_on_year(found: Explored, lines: Held) -> tuple[Chart | None, str]:
    grain = Grain(found.choice.grain)
    if grain not in (Grain.MONTH, Grain.QUARTER):
        return None, "Years side by side need months or quarters: choose one of them as the kind of period."
    if len(lines) > 1:
        many = f"Years side by side show one line, and this choice has {len(lines)}."
        return None, f"{many} Choose one series and one area."
    ((name, held),) = lines.items()
    step, names = (1, _MONTHS) if grain is Grain.MONTH else (3, _QUARTERS)
    years = sorted({period.fiscal_year for period in held})[-MOST_YEARS:]
    drawn_ = tuple(
        Line(
            name=year.short,
            values=tuple(_value(held, Period(year.first + step * n, grain)) for n in range(len(names))),
            emphasis=year == years[-1],
        )
        for year in years
    )
    kind: Literal["months", "quarters"] = "months" if grain is Grain.MONTH else "quarters"
    return _chart(found, kind, names, drawn_, _summary(found, {name: held})), ""


def _value(held: dict[Period, Point], period: Period) -> float | None:
    return held[period].value if period in held else None


def _chart(
    found: Explored,
    kind: Literal["lines", "bars", "months", "quarters"],
    categories: tuple[str, ...],
    lines: tuple[Line, ...],
    summary: str,
) -> Chart:
    first = found.measures[0]
    return Chart(
        key="explored",
        title=title(found),
        summary=summary,
        kind=kind,
        unit=first.unit,
        decimals=max(one.decimals for one in found.measures),
        categories=categories,
        lines=lines,
        table_headings=(),
        table_rows=(),
    )


def title(found: Explored) -> str:
    """Burglary, Robbery: Bromley, Jul–Sep 2023 to Jul–Sep 2025."""
    titles = [one.title for one in found.measures]
    places = list(dict.fromkeys(point.area_name for point in found.points))
    where = ", ".join(places) if len(places) <= 3 else f"{len(places)} areas"
    periods = sorted({point.period for point in found.points})
    when = f", {periods[0].short} to {periods[-1].short}" if len(periods) > 1 else f", {periods[0].short}"
    what = ", ".join(titles) if len(titles) <= 3 else f"{len(titles)} series"
    return f"{what}: {where}{when if periods else ''}"


def _summary(found: Explored, lines: Held) -> str:
    """What each line ends at; of a single one also where it was highest and lowest."""
    ends = [_end(found, name, held) for name, held in lines.items()]
    if len(lines) > 1:
        return "Newest figures: " + "; ".join(ends) + "."
    (held,) = lines.values()
    known = [point for point in held.values() if point.value is not None]
    if len(known) < 2:
        return f"{ends[0]}."
    high, low = max(known, key=_size), min(known, key=_size)
    return (
        f"{ends[0]}; highest {_said(found, high)} in {high.period.short}, "
        f"lowest {_said(found, low)} in {low.period.short}."
    )


def _size(point: Point) -> float:
    return point.value or 0.0


def _end(found: Explored, name: str, held: dict[Period, Point]) -> str:
    last = held[max(held)]
    return f"{name} {_said(found, last)} in {last.period.short}"


def _said(found: Explored, point: Point) -> str:
    measure = found.measure(point.series)
    if point.value is None:
        return point.mark
    sign = "%" if measure.unit == "%" else f" {measure.unit}" if measure.unit else ""
    return figure(point.value, measure.decimals) + sign
