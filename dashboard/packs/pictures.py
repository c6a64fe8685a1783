"""Charts as pictures for paper: each is drawn once, by the machine's own Chromium, whatever the papers it stands in."""

import asyncio
import hashlib
import json
import logging
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from threading import Lock, Thread
from typing import Literal, NamedTuple

from dashboard.packs.browser import CLOSING, OPENING, Sheet, Wish, draw
from dashboard.packs.printed import WIDTH, printed
from dashboard.scorecard.details import Chart

# twice as many pixels in a PNG make 209 dots to the inch at the width of a page's text
SCALE, INCHES = 2, 6.5
NO_BROWSER = (
    "The charts are left out: no Chromium was found to draw them. Their figures are in the tables. "
    "Install Chromium, or name it in BROWSER_PATH, to have them."
)
NOT_ALL = "Some charts are left out: they could not be drawn in time. Their figures are in the tables."
_EACH = 5.0
Kind = Literal["png", "svg"]


class Pictures(NamedTuple):
    """The pictures by the key of their chart; `note` says why any are missing."""

    by_key: dict[str, bytes]
    note: str = ""


class Portfolio:
    """The newest drawings of this process: a paper in another format need not have its charts drawn again."""

    def __init__(self, most: int) -> None:
        self._most, self._held, self._lock = most, OrderedDict[str, Sheet](), Lock()

    def put(self, wish: Wish, sheet: Sheet) -> None:
        with self._lock:
            self._held[_told(wish)] = sheet
            self._held.move_to_end(_told(wish))
            while len(self._held) > self._most:
                self._held.popitem(last=False)

    def find(self, wish: Wish) -> Sheet | None:
        with self._lock:
            return self._held.get(_told(wish))

    def empty(self) -> None:
        with self._lock:
            self._held.clear()


def _told(wish: Wish) -> str:
    """All that a drawing follows from, in short."""
    told = json.dumps([wish.figure, wish.width, wish.height], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


# a chart of 70 kB each
KEPT = Portfolio(300)


def drawn(charts: Sequence[Chart], kind: Kind = "png", *, opening: float = OPENING, each: float = _EACH) -> Pictures:
    """Every chart as a PNG (680 × 300 pixels, twice as fine) or an SVG; `opening`: seconds until the browser
    is there, `each`: seconds that a chart may take on average.

    Works in a thread of its own, so that it can be called from any. What cannot be drawn is missing, never an error.
    """
    found, wishes = dict[str, Sheet](), dict[str, Wish]()
    for chart in charts:
        wish = _wish(chart, kind)
        kept = KEPT.find(wish)
        if kept and (kept.png or kind == "svg"):
            found[chart.key] = kept
        else:
            wishes[chart.key] = wish._replace(svg=kept.svg if kept else "")
    absent = bool(wishes) and _anew(wishes, found, opening + each * len(wishes))
    whole = len(found) == len({chart.key for chart in charts})
    made = {key: sheet.png if kind == "png" else own(sheet.svg.encode(), key) for key, sheet in [*found.items()]}
    return Pictures(made, "" if whole else NO_BROWSER if absent and not found else NOT_ALL)


def _wish(chart: Chart, kind: Kind) -> Wish:
    figure, height = printed(chart)
    return Wish(figure, WIDTH, height, SCALE if kind == "png" else 0)


def _anew(wishes: Mapping[str, Wish], found: dict[str, Sheet], most: float) -> bool:
    """Draw within `most` seconds, each as soon as it is there; whether there is no browser at all."""

    def keep(key: str, sheet: Sheet) -> None:
        found[key] = sheet
        KEPT.put(wishes[key], sheet)

    absent: list[str] = []
    thread = Thread(target=_work, args=(wishes, keep, most, absent), daemon=True)
    thread.start()
    thread.join(most + 3 * CLOSING)
    return bool(absent)


def _work(wishes: Mapping[str, Wish], keep: Callable[[str, Sheet], None], most: float, absent: list[str]) -> None:
    # the browser's library takes half a second to import, which only papers with charts need to wait for
    from choreographer.errors import ChromeNotFoundError

    for name in ("choreographer", "kaleido"):  # what a browser says when it ends is no news to the reader
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        asyncio.run(asyncio.wait_for(draw(wishes.items(), keep), most))
    except ChromeNotFoundError as error:
        absent.append(str(error))
    except Exception:  # whatever a browser does, the paper is complete without it
        logging.getLogger(__name__).info("The browser ended before every chart was drawn.", exc_info=True)


_UID = re.compile(rb'id="defs-(\w+)"')
_TRACE = re.compile(rb" trace[0-9a-f]{6}(?=\")")


def own(svg: bytes, key: str) -> bytes:
    """An SVG whose names are its own on a page of many, and the same whenever it is drawn."""
    svg, found = _TRACE.sub(b"", svg), _UID.search(svg)
    if found is None:
        return svg
    named = re.sub(r"\W", "-", key).encode()
    return re.sub(rb"(?<=[a-z-])" + re.escape(found[1]), named, svg)
