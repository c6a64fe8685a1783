"""The markup of a native chart: columns and lines on the same axes, which the library does not offer together."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.sax.saxutils import escape

from dashboard.figures.palette import GRID, INK, QUIET
from dashboard.packs.slides.look import LANGUAGE, Box
from dashboard.packs.slides.measure import width
from dashboard.packs.slides.workbook import Numbers

_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_ACROSS, _UP = "2118791784", "2140495176"
_TYPE, _TITLE = 12, 13
# the most that words beside a plot take, in points, and the sizes that names beneath it may have
_WIDEST, _SIZES = 150.0, (12, 11, 10)
_SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")


@dataclass(frozen=True)
class Series:
    """A series as it is drawn: `bar` or `line`, its colours, its marker; `points` have markers of their own.

    `valued`: its values are written at it; `named`: its name is at its last point, with its value where `told`;
    `keyed`: it is named in the key instead, where there is one.
    """

    name: str
    kind: str
    fill: str = ""
    edge: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: str = ""
    marker: str = "none"
    size: int = 5
    points: Mapping[int, tuple[str, str, int]] = field(default_factory=dict)
    valued: bool = False
    named: bool = False
    told: bool = False
    keyed: bool = False


class Axis(NamedTuple):
    """The ends and steps of the upright axis, and how its numbers are written."""

    low: float
    high: float
    step: float
    form: str


def chart_space(
    data: Numbers,
    series: Sequence[Series],
    *,
    title: str,
    axis: Axis,
    legend: bool,
    room: tuple[float, float],
) -> str:
    """A whole chart, `room` points wide and high; `legend`: with a key over it."""
    made = [_series(data, one, number, legend) for number, one in enumerate(series)]
    bars = "".join(text for text, one in zip(made, series, strict=True) if one.kind == "bar")
    lines = "".join(text for text, one in zip(made, series, strict=True) if one.kind == "line")
    plots = (
        f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{bars}' if bars else ""
    )
    plots += f'<c:gapWidth val="45"/><c:overlap val="-4"/>{_AXES}</c:barChart>' if bars else ""
    plots += f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{lines}' if lines else ""
    plots += f'<c:marker val="1"/>{_AXES}</c:lineChart>' if lines else ""
    named = [one for one in series if one.named and not (legend and one.keyed)]
    beside = min(max((width(one.name, 13) + 60 * one.told for one in named), default=0.0), _WIDEST)
    plot = _plot(axis, beside, legend, room)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_SPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{LANGUAGE}"/><c:roundedCorners val="0"/><c:chart>{_title(title)}<c:autoTitleDeleted val="0"/>'
        f"<c:plotArea>{_inner(plot, room)}{plots}{_across(data, plot.w)}{_up(axis)}"
        f"<c:spPr><a:noFill/></c:spPr></c:plotArea>{_legend(room[1]) if legend else ''}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{_fill('#ffffff')}<a:ln><a:noFill/></a:ln></c:spPr>{_type(_TYPE)}</c:chartSpace>"
    )


_AXES = f'<c:axId val="{_ACROSS}"/><c:axId val="{_UP}"/>'


def _colour(colour: str) -> str:
    return f'<a:srgbClr val="{colour.lstrip("#").upper()}"/>'


def _fill(colour: str) -> str:
    return f"<a:solidFill>{_colour(colour)}</a:solidFill>"


def _type(size: int, colour: str = INK, *, bold: bool = False) -> str:
    return (
        f'<c:txPr><a:bodyPr rot="0" vert="horz" wrap="none"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size * 100}" '
        f'b="{int(bold)}">{_fill(colour)}</a:defRPr></a:pPr><a:endParaRPr lang="{LANGUAGE}"/></a:p></c:txPr>'
    )


def _title(text: str) -> str:
    """The name of the chart over its left edge; a long one in two lines."""
    return (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="l">'
        f'<a:defRPr sz="{_TITLE * 100}" b="1"/></a:pPr><a:r><a:rPr lang="{LANGUAGE}" sz="{_TITLE * 100}" b="1">'
        f"{_fill(INK)}</a:rPr><a:t>{escape(text)}</a:t></a:r></a:p>"
        '</c:rich></c:tx><c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.01"/>'
        '<c:y val="0.01"/></c:manualLayout></c:layout><c:overlay val="0"/></c:title>'
    )


def _plot(axis: Axis, beside: float, legend: bool, room: tuple[float, float]) -> Box:
    """Where the plot stands: under its title and key, left of the words at the ends of its lines."""
    left, top, below = max(width(f"{axis.high:,.1f}", _TYPE) + 8, 40.0), 52.0 if legend else 34.0, 26.0
    return Box(left, top, room[0] - left - beside - 12, room[1] - top - below)


def _inner(plot: Box, room: tuple[float, float]) -> str:
    wide, high = room
    where = (plot.x / wide, plot.y / high, plot.w / wide, plot.h / high)
    placed = "".join(f'<c:{name} val="{share:.4f}"/>' for name, share in zip("xywh", where, strict=True))
    return f'<c:layout><c:manualLayout><c:layoutTarget val="inner"/>{_FROM_EDGE}{placed}</c:manualLayout></c:layout>'


_FROM_EDGE = '<c:xMode val="edge"/><c:yMode val="edge"/>'


def _legend(high: float) -> str:
    placed = f'<c:x val="0.07"/><c:y val="{24 / high:.4f}"/><c:w val="0.8"/><c:h val="{18 / high:.4f}"/>'
    return (
        f'<c:legend><c:legendPos val="t"/><c:layout><c:manualLayout>{_FROM_EDGE}{placed}</c:manualLayout></c:layout>'
        f'<c:overlay val="0"/>{_type(_TYPE)}</c:legend>'
    )


def _series(data: Numbers, one: Series, number: int, legend: bool) -> str:
    column = data.place(number)
    values = [*data[number].values]
    name = f"<c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f>{_texts([one.name])}</c:strRef></c:tx>"
    names = [str(category.label) for category in data.categories]
    last = len(values) + 1
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{name}'
        f"{_drawn(one)}{_labels(data, one, values, legend)}"
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f>{_texts(names)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f>{_cache(data.form, values)}</c:numRef></c:val>"
        + ('<c:smooth val="0"/>' if one.kind == "line" else "")
        + "</c:ser>"
    )


def _texts(texts: Sequence[str]) -> str:
    held = "".join(f'<c:pt idx="{place}"><c:v>{escape(text)}</c:v></c:pt>' for place, text in enumerate(texts))
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{held}</c:strCache>'


def _cache(form: str, values: Sequence[float | None]) -> str:
    held = "".join(
        f'<c:pt idx="{p}"><c:v>{value!r}</c:v></c:pt>' for p, value in enumerate(values) if value is not None
    )
    code = escape(form, {'"': "&quot;"})
    return f'<c:numCache><c:formatCode>{code}</c:formatCode><c:ptCount val="{len(values)}"/>{held}</c:numCache>'


def _line(colour: str, points: float, dash: str = "") -> str:
    if not colour:
        return "<a:ln><a:noFill/></a:ln>"
    dashes = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{round(points * 12700)}" cap="rnd">{_fill(colour)}{dashes}<a:round/></a:ln>'


def _drawn(one: Series) -> str:
    if one.kind == "bar":
        return f'<c:spPr>{_fill(one.fill)}{_line(one.edge, 0.75)}</c:spPr><c:invertIfNegative val="0"/>'
    own = "".join(_point(one, place, *mark) for place, mark in sorted(one.points.items()))
    stroke = f"<c:spPr>{_line(one.stroke, one.width, one.dash)}</c:spPr>"
    return f"{stroke}{_marker(one.marker, one.fill, one.edge, one.size)}{own}"


def _marker(shape: str, fill: str, edge: str, size: int) -> str:
    if shape == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    look = f"<c:spPr>{_fill(fill)}{_line(edge or fill, 0.75)}</c:spPr>"
    return f'<c:marker><c:symbol val="{shape}"/><c:size val="{size}"/>{look}</c:marker>'


def _point(one: Series, place: int, shape: str, fill: str, size: int) -> str:
    stroke = f"<c:spPr>{_line(one.stroke, one.width, one.dash)}</c:spPr>"
    marker = _marker(shape, fill, one.edge, size)
    return f'<c:dPt><c:idx val="{place}"/>{marker}<c:bubble3D val="0"/>{stroke}</c:dPt>'


def _labels(data: Numbers, one: Series, values: Sequence[float | None], legend: bool) -> str:
    """Values over every point, the name beside the last, or nothing."""
    held = [place for place, value in enumerate(values) if value is not None]
    place = "outEnd" if one.kind == "bar" else "t"
    form = f'<c:numFmt formatCode="{escape(data.form, {chr(34): "&quot;"})}" sourceLinked="0"/>'
    colour = (one.fill if one.marker == "dash" else one.stroke) or INK
    if one.valued:
        ground = _BARE if one.kind == "bar" else _PAPER
        return f"<c:dLbls>{form}{ground}{_type(_TYPE, bold=True)}{_shows(place, 'Val')}</c:dLbls>"
    if one.named and held and not (legend and one.keyed):
        shown = ("Val", "SerName") if one.told else ("SerName",)
        end = f'<c:dLbl><c:idx val="{held[-1]}"/>{form}{_BARE}{_type(_TYPE, colour)}{_shows("r", *shown)}'
        return f"<c:dLbls>{end}<c:separator> </c:separator></c:dLbl>{_shows('')}</c:dLbls>"
    return ""


# on the paper's colour, so that a line behind a number does not run through it
_PAPER = f"<c:spPr>{_fill('#ffffff')}<a:ln><a:noFill/></a:ln></c:spPr>"
_BARE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def _shows(place: str, *what: str) -> str:
    where = f'<c:dLblPos val="{place}"/>' if place else ""
    return where + "".join(f'<c:show{name} val="{int(name in what)}"/>' for name in _SHOWN)


def _named(names: Sequence[str], plot: float) -> tuple[int, int]:
    """The size at which names have room beneath a plot, and of how many one is written where none does."""
    for size in _SIZES:
        wide = max((width(name, size) for name in names), default=1.0) + 4
        if len(names) * wide <= plot:
            return size, 1
    return _TYPE, math.ceil(len(names) * (max(width(name, _TYPE) for name in names) + 8) / plot)


def _across(data: Numbers, plot: float) -> str:
    size, step = _named([str(one.label) for one in data.categories], plot)
    # names that are turned by next to nothing are left out by LibreOffice too, where it would break them otherwise
    unbroken = _type(size).replace('rot="0"', 'rot="1"') if step > 1 else _type(size)
    skip = f'<c:tickLblSkip val="{step}"/><c:tickMarkSkip val="{step}"/>' if step > 1 else ""
    return (
        f'<c:catAx><c:axId val="{_ACROSS}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{_line(QUIET, 1.0)}</c:spPr>{unbroken}'
        f'<c:crossAx val="{_UP}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/>{skip}<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _up(axis: Axis) -> str:
    ends = f'<c:max val="{axis.high:.10g}"/><c:min val="{axis.low:.10g}"/>'
    code = escape(axis.form, {'"': "&quot;"})
    return (
        f'<c:valAx><c:axId val="{_UP}"/><c:scaling><c:orientation val="minMax"/>{ends}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="l"/><c:majorGridlines><c:spPr>{_line(GRID, 0.75)}</c:spPr></c:majorGridlines>'
        f'<c:numFmt formatCode="{code}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_type(_TYPE, QUIET)}'
        f'<c:crossAx val="{_ACROSS}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{axis.step:.10g}"/></c:valAx>'
    )
