"""Charts as pictures for paper, drawn by the machine's own Chromium: one browser for a pack, and no network."""

import asyncio
import logging
import os
import re
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from subprocess import TimeoutExpired
from threading import Thread
from typing import Any, Literal, NamedTuple

from dashboard.figures.control_chart import control_chart
from dashboard.figures.fan import fan
from dashboard.figures.frame import Figure
from dashboard.figures.palette import MARKS
from dashboard.figures.year_on_year import year_on_year
from dashboard.metrics.meanings import VARIATION
from dashboard.scorecard.models import Chart

# pixels on a screen; twice as many in a PNG make 209 dots to the inch at the width of a page's text
WIDTH, HEIGHT, SCALE = 680, 300, 2
INCHES = 6.5
LEGEND = 24
PRINTED = "Arial, 'Liberation Sans', sans-serif"
NO_BROWSER = (
    "The charts are left out: no Chromium was found to draw them. Their figures are in the tables. "
    "Install Chromium, or name it in BROWSER_PATH, to have them."
)
NOT_ALL = "Some charts are left out: they could not be drawn in time. Their figures are in the tables."
_DRAWN: dict[str, Callable[[Chart], Figure]] = {"control": control_chart, "year-end": fan}
# until the browser is there, then for each chart
_OPENING, _EACH, _CLOSING = 40.0, 5.0, 4.0
Kind = Literal["png", "svg"]


class Pictures(NamedTuple):
    """The pictures by the key of their chart; `note` says why any are missing."""

    by_key: dict[str, bytes]
    note: str = ""


def drawn(charts: Sequence[Chart], kind: Kind = "png", *, opening: float = _OPENING, each: float = _EACH) -> Pictures:
    """Every chart as a PNG (680 × 300 pixels, twice as fine) or an SVG; `opening`: seconds until the browser
    is there, `each`: seconds that a chart may take on average.

    Works in a thread of its own, so that it can be called from any. What cannot be drawn is missing, never an error.
    """
    if not charts:
        return Pictures({})
    found: dict[str, bytes] = {}
    missing: list[str] = []
    most = opening + each * len(charts)
    thread = Thread(target=_work, args=(charts, kind, most, found, missing), daemon=True)
    thread.start()
    thread.join(most + 3 * _CLOSING)
    if missing:
        return Pictures({}, missing[0])
    return Pictures(dict(found), "" if len(found) == len({chart.key for chart in charts}) else NOT_ALL)


def _work(charts: Sequence[Chart], kind: Kind, most: float, found: dict[str, bytes], missing: list[str]) -> None:
    # the browser's library takes half a second to import, which only papers with charts need to wait for
    from choreographer.errors import ChromeNotFoundError

    for name in ("choreographer", "kaleido"):  # what a browser says when it ends is no news to the reader
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        asyncio.run(asyncio.wait_for(_draw(charts, kind, found), most))
    except ChromeNotFoundError:
        missing.append(NO_BROWSER)
    except Exception:  # whatever a browser does, the paper is complete without it
        missing += [] if found else [NOT_ALL]


async def _draw(charts: Sequence[Chart], kind: Kind, found: dict[str, bytes]) -> None:
    from kaleido import Kaleido

    # neither formulas nor the library are fetched from elsewhere; root's Chromium has no sandbox
    browser = Kaleido(n=1, timeout=_OPENING, mathjax=False, enable_sandbox=os.geteuid() != 0)
    well = False
    try:
        await browser.open()
        for chart in charts:
            if chart.key in found:
                continue
            figure, height = printed(chart)
            options: Any = {"format": kind, "width": WIDTH, "height": height, "scale": SCALE if kind == "png" else 1}
            try:
                made = await browser.calc_fig(figure, opts=options)
            except (RuntimeError, ValueError, TimeoutError):
                continue
            found[chart.key] = made if kind == "png" else _named(made, chart.key)
        well = True
    finally:
        await _end(browser, well=well)


async def _end(browser: Any, *, well: bool) -> None:
    """Close the browser; one that does not answer is ended first, with all its processes, which are a group of their
    own."""
    process = getattr(browser, "subprocess", None)
    if process is not None and not well:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        with suppress(TimeoutExpired):
            process.wait(_CLOSING)
    with suppress(Exception):
        await asyncio.wait_for(browser.close(), _CLOSING)


def printed(chart: Chart) -> tuple[dict[str, Any], int]:
    """The figure of a chart as paper wants it, and its height: on white, with a key of its years or marks over it."""
    figure = _DRAWN.get(chart.kind, year_on_year)(chart)
    traces, layout = list(figure["data"]), dict(figure["layout"])
    keyed = chart.kind == "quarters" and len(chart.lines) > 1
    if keyed:
        traces = [trace | {"showlegend": trace["type"] == "bar"} for trace in traces]
    marks = [mark for mark in VARIATION if mark in chart.marks and mark in MARKS]
    traces += [_mark(mark) for mark in marks]
    top = LEGEND if keyed or marks else 0
    margin = layout["margin"] | {"t": layout["margin"]["t"] + top}
    legend = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "yref": "paper", "traceorder": "normal"}
    layout |= {"paper_bgcolor": "#ffffff", "plot_bgcolor": "#ffffff", "margin": margin, "height": HEIGHT + top}
    layout["font"] = layout["font"] | {"family": PRINTED}
    return {"data": traces, "layout": layout | {"legend": legend}}, HEIGHT + top


def _mark(mark: str) -> Figure:
    """An entry of the key for a kind of point."""
    shape, colour = MARKS[mark]
    marker = {"symbol": shape, "color": colour, "size": 10, "line": {"color": "#0b0c0c", "width": 1}}
    return {"type": "scatter", "mode": "markers", "x": [None], "y": [None], "name": VARIATION[mark].name,
            "marker": marker, "showlegend": True}  # fmt: skip


_UID = re.compile(rb'id="defs-(\w+)"')
_TRACE = re.compile(rb" trace[0-9a-f]{6}(?=\")")


def _named(svg: bytes, key: str) -> bytes:
    """An SVG whose names are its own on a page of many, and the same whenever it is drawn."""
    svg, found = _TRACE.sub(b"", svg), _UID.search(svg)
    if found is None:
        return svg
    own = re.sub(r"\W", "-", key).encode()
    return re.sub(rb"(?<=[a-z-])" + re.escape(found[1]), own, svg)
