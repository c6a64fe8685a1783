"""The machine's own Chromium as a draughtsman: one page that loads Plotly once and draws figure after figure."""

import asyncio
import base64
import json
import os
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from html import escape
from importlib.util import find_spec
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Any, NamedTuple

from dashboard.figures.frame import Figure

# until the browser is there; until it is gone
OPENING, CLOSING = 40.0, 4.0
# nothing is fetched but the library that stands beside this program
_PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"
content="default-src 'none'; script-src 'unsafe-inline' file:; style-src 'unsafe-inline'; img-src data:">
<script src="{library}"></script><script>
async function drawn({{figure, svg, width, height, scale}}) {{
  svg ||= await Plotly.toImage(figure, {{format: "svg", width, height, imageDataOnly: true}});
  return {{svg, png: scale ? await rasterised(svg, width * scale, height * scale) : ""}};
}}
async function rasterised(svg, width, height) {{
  const image = new Image(), canvas = document.createElement("canvas");
  image.src = "data:image/svg+xml," + encodeURIComponent(svg);
  await image.decode();
  Object.assign(canvas, {{width, height}});
  canvas.getContext("2d").drawImage(image, 0, 0, width, height);
  return canvas.toDataURL("image/png").split(",")[1];
}}
</script></head><body></body></html>
"""


class Wish(NamedTuple):
    """A figure to be drawn `width` × `height` pixels; as a PNG too, so many times as fine, where `scale` is not 0.

    `svg` is its drawing where there is one already.
    """

    figure: Figure
    width: int
    height: int
    scale: int = 0
    svg: str = ""


class Sheet(NamedTuple):
    """A figure drawn; `png` is empty where none was wished for."""

    svg: str
    png: bytes


class _Page:
    """What the browser opens, in the words of its library."""

    def generate_index(self) -> str:
        found = find_spec("plotly")
        assert found and found.submodule_search_locations
        library = Path(found.submodule_search_locations[0]) / "package_data" / "plotly.min.js"
        return _PAGE.format(library=escape(library.as_uri()))


async def draw(wishes: Iterable[tuple[str, Wish]], done: Callable[[str, Sheet], None]) -> None:
    """Every wish under its name; what cannot be drawn is left out. Raises ChromeNotFoundError, and as the library."""
    # a browser's library takes half a second to import, which only papers with charts need to wait for
    from kaleido import Kaleido

    # root's Chromium has no sandbox
    browser = Kaleido(timeout=OPENING, page_generator=_Page(), enable_sandbox=os.geteuid() != 0)
    well = False
    try:
        await browser.open()
        tab = browser.get_tab()
        for name, wish in wishes:
            if made := await _drawn(tab, wish):
                done(name, made)
        well = True
    finally:
        await _end(browser, well=well)


async def _drawn(tab: Any, wish: Wish) -> Sheet | None:
    # a library's own way loads Plotly anew for each figure, which takes five times as long as to draw it
    asked = {"expression": f"drawn({json.dumps(wish._asdict())})", "awaitPromise": True, "returnByValue": True}
    answer = await tab.send_command("Runtime.evaluate", params=asked)
    held = answer.get("result", {}).get("result", {}).get("value")
    return Sheet(held["svg"], base64.b64decode(held["png"])) if held else None


async def _end(browser: Any, *, well: bool) -> None:
    """Close the browser; one that does not answer is ended first, with all its processes, which are a group of their
    own."""
    process = getattr(browser, "subprocess", None)
    if process is not None and not well:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        with suppress(TimeoutExpired):
            process.wait(CLOSING)
    with suppress(Exception):
        await asyncio.wait_for(browser.close(), CLOSING)
