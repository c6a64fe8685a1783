"""The files every page needs, joined into one script and one style sheet, and the drawing library beside them."""

import hashlib
import importlib.util
import re
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, redirect

from layouts._watching import OWN

VENDOR = Path(__file__).parent / "assets" / "vendor"
# what asks for more files by the address of its own script stays by itself, as Dash's components do
_JOINED = ("/dash/deps/", "/assets/", "/dash/dash-renderer/", "/dash/html/")
_UNUSED = ("/dash_table/", "/plotly/")
# for browsers older than any that is supported, and for components that come piece by piece
_LATER = "/deps/polyfill@"
_SCRIPT = re.compile(r'<script src="(/[^"]+)"></script>')
_SHEET = re.compile(r'<link rel="stylesheet" href="(/assets/[^"]+)">')
_COMPONENT = re.compile(r'"type":"(\w+)","namespace":"(?!dash_html_components")(\w+)"')
_PLAIN = {(name, "dash_core_components") for name in ("Link", "Location", "Store")}
_KINDS = {"js": "text/javascript", "css": "text/css"}


class Joined:
    """Files made at an address that says what is in them, and so may be kept for good."""

    def __init__(self, server: Flask, drawing: Path) -> None:
        self.server = server
        self.files: dict[str, bytes] = {}
        self.made: dict[tuple[str, ...], str] = {}
        self.plotly = self._add("plotly", "js", drawing.read_bytes())
        server.add_url_rule("/vendor/<name>", "vendor", self._answer)

    def drawing(self, layout: str) -> str:
        """Where the drawing library is; a page with charts has it sent while Dash is still starting."""
        soon = f'<link rel="preload" as="script" href="{self.plotly}">' if '"data-figure"' in layout else ""
        return f'<meta name="plotly" content="{self.plotly}">{soon}'

    def scripts(self, tags: str, layout: str) -> str:
        """Dash's script tags with those that every page needs as one, and without those that none does.

        What only some components need is the first script of a page that has such, and else comes at leisure.
        """
        found = _SCRIPT.findall(tags)
        late = [source for source in found if _LATER in source]
        joined = [source for source in found if source not in late and any(place in source for place in _JOINED)]
        unused = [source for source in found if any(place in source for place in _UNUSED)]
        before = '<link rel="prefetch" as="script" href="{}" data-later="">' if is_plain(layout) else _tag("{}")
        rest = _without(tags, [_tag(source) for source in (*late, *joined, *unused)])
        # Dash looks for the name of its renderer in the page
        every = _tag(self._address("with_dash_renderer", "js", joined))
        return "\n".join([*(before.format(source) for source in late), every, rest])

    def sheets(self, tags: str) -> str:
        """The style sheets as one."""
        sources = _SHEET.findall(tags)
        link = '<link rel="stylesheet" href="{}">'
        rest = _without(tags, [link.format(source) for source in sources])
        return link.format(self._address("sheets", "css", sources)) + rest

    def _add(self, name: str, kind: str, body: bytes) -> str:
        file = f"{name}.{hashlib.sha256(body).hexdigest()[:12]}.{kind}"
        self.files[file] = body
        return f"/vendor/{file}"

    def _address(self, name: str, kind: str, sources: list[str]) -> str:
        key = tuple(sources)
        if key not in self.made:
            between = b"\n;\n" if kind == "js" else b"\n"
            self.made[key] = self._add(name, kind, between.join(map(self._read, sources)))
        return self.made[key]

    def _read(self, source: str) -> bytes:
        with self.server.test_client().get(source, environ_overrides={OWN: self.server}) as response:
            return response.data

    def _answer(self, name: str) -> Any:
        start, kind = name.partition(".")[0], name.rpartition(".")[2]
        if name in self.files:
            return Response(self.files[name], mimetype=_KINDS[kind])
        # a page of another version asks for its own file, and gets along with the newest
        newest = [file for file in self.files if file.startswith(f"{start}.") and file.endswith(f".{kind}")]
        return redirect(f"/vendor/{newest[-1]}") if newest else abort(404)


def is_plain(layout: str) -> bool:
    """Whether a layout's JSON has only elements and the components that need no further script."""
    return set(_COMPONENT.findall(layout)) <= _PLAIN


def plotly_bundle(vendor: Path = VENDOR) -> Path:
    """The drawing library: a partial bundle where the installation fetched one, else the plotly package's whole."""
    partial = sorted(vendor.glob("plotly-*.min.js"))
    if partial:
        return partial[-1]
    found = importlib.util.find_spec("plotly")
    assert found and found.submodule_search_locations
    return Path(found.submodule_search_locations[0]) / "package_data" / "plotly.min.js"


def _tag(source: str) -> str:
    return f'<script src="{source}"></script>'


def _without(tags: str, dropped: list[str]) -> str:
    for tag in dropped:
        tags = tags.replace(tag, "")
    return "\n".join(line for line in tags.split("\n") if line.strip())
