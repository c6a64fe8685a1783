"""Pages against their floor: the same text and pictures served as plain files, in one run, as ratios.

`python benchmarks/pages.py [RUNS]` loads every sample, serves the app as `safer serve` does and, beside it, two
static pages: the overview as the browser drew it, with its style sheets and no script, and six charts drawn by
`Plotly.newPlot` from figures in the page. Every run opens each page in a browser that has seen nothing; a static page
is ready two frames after everything on it is loaded and drawn, the app when it says so and keeps to it. Medians.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_server

from playwright.sync_api import Browser, Page, sync_playwright

from app import create_app
from dashboard.settings import DATA, ROOT, Settings
from dashboard.store.store import Store
from layouts._joined import plotly_bundle
from loaders._load import load

RUNS, ASKED = 15, 40
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
OVERVIEW, CHARTS = "/", "/priority/six?strategy=six"
SIX = ("burglary", "robbery", "theft", "vehicle-offences", "public-order-offences", "arson-and-criminal-damage")
# when the app last began to say that it is ready
_WATCH = """new MutationObserver(() => {
  const said = document.body && document.body.dataset.ready === "true";
  if (said && !window.was) window.readyAt = performance.now();
  window.was = said;
}).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ["data-ready"]});"""
_STATIC_READY = """Promise.all([window.drawn, new Promise(loaded => addEventListener("load", loaded))]).then(() =>
  requestAnimationFrame(() => requestAnimationFrame(() => { window.readyAt = performance.now(); })));"""


@dataclass
class Measured:
    """What the runs of one page gave."""

    ready: list[float] = field(default_factory=list)
    bytes: list[float] = field(default_factory=list)
    requests: list[float] = field(default_factory=list)


def strategy() -> str:
    """A strategy of one priority with six indicators, as its file."""
    lines = ['code = "six"', 'title = "Six charts"', "start = 2025-04-01", "end = 2028-03-31", "[[priorities]]"]
    lines += ['code = "six"', 'title = "Six charts"', 'lead = "Nobody"', 'ambition = "Drawn at once."']
    for name in SIX:
        title, series = name.replace("-", " ").capitalize(), "crime." + name.replace("-", "_")
        lines += ["[[priorities.indicators]]", f'code = "{name}"', f'title = "{title}"', f'series = "{series}"']
        lines += ['polarity = "low"', 'target = { kind = "change", value = -2.0 }']
    return "\n".join(lines) + "\n"


def prepare(folder: Path) -> None:
    """A store with every sample and a folder of strategies, as `server` reads them."""
    shutil.copytree(DATA / "strategies", folder / "strategies")
    (folder / "strategies" / "six.toml").write_text(strategy(), encoding="utf-8")
    store = Store.open(f"sqlite:///{folder / 'pages.sqlite'}")
    load(store, [(path.name, path.read_bytes()) for path in sorted((DATA / "samples").glob("*.csv"))], by="benchmark")
    store.close()


def server() -> object:
    """The app over the prepared folder, for gunicorn."""
    folder = Path(os.environ["SAFER_BENCHMARK"])
    store = Store.open(f"sqlite:///{folder / 'pages.sqlite'}")
    made = create_app(Settings(), store, strategies=folder / "strategies").server
    store.close()
    return made


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as socket:
        return int(socket.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, folder: Path, *, silent: bool = False) -> Iterator[str]:
    """A server of its own process at `port`, until it is no longer needed."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=os.environ | {"SAFER_BENCHMARK": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if silent else None,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        await_answer(process, address)
        yield address
    finally:
        process.terminate()
        process.wait()


def await_answer(process: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(600):
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(address + "/", timeout=10).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{address} does not answer")


def gunicorn(port: int) -> list[str]:
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "16", "--preload"]
    return ["gunicorn", "benchmarks.pages:server()", *options, "--log-level", "warning"]


def write_static(page: Page, address: str, folder: Path) -> None:
    """The two floors, from what the app drew."""
    open_app(page, address + OVERVIEW)
    sheets = page.eval_on_selector_all("link[rel=stylesheet]", "links => links.map(link => link.getAttribute('href'))")
    for sheet in sheets:
        target = folder / sheet.partition("?")[0].lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(urllib.request.urlopen(address + sheet).read())
    text = re.sub(
        r"<script.*?</script>|<noscript.*?</noscript>|<link(?! rel=.stylesheet)[^>]*>",
        "",
        page.content(),
        flags=re.DOTALL,
    )
    (folder / "overview.html").write_text(text.replace("</body>", f"<script>{_STATIC_READY}</script></body>"))
    open_app(page, address + CHARTS)
    figures = page.eval_on_selector_all("[data-figure]", "found => found.map(element => element.dataset.figure)")
    assert len(figures) == len(SIX)
    shutil.copy(plotly_bundle(), folder / "plotly.js")
    draws = f"[{','.join(figures)}].map((f, n) => Plotly.newPlot('chart-' + n, f.data, f.layout, f.config))"
    (folder / "charts.html").write_text(
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Six charts</title>'
        '<script src="plotly.js"></script></head><body>'
        + "".join(f'<h2>{name}</h2><div id="chart-{n}"></div>' for n, name in enumerate(SIX))
        + f"<script>window.drawn = Promise.all({draws});{_STATIC_READY}</script></body></html>"
    )


def open_app(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("body[data-ready=true]", timeout=60_000)


def cold(browser: Browser, address: str, into: Measured) -> list[str]:
    """One visit by a browser that has seen nothing; returns what it asked for."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    sizes: list[float] = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.add_init_script(_WATCH)
    page.goto(address)
    into.ready.append(ready_at(page))
    into.bytes.append(sum(sizes))
    into.requests.append(len([url for url in asked if url.startswith("http")]))
    context.close()
    return asked


def ready_at(page: Page) -> float:
    """Milliseconds from the start of the visit until the page was ready to stay."""
    for _ in range(600):
        page.wait_for_timeout(100)
        if page.evaluate("window.readyAt || 0"):
            # a page that takes its word back is not ready
            page.wait_for_timeout(300)
            return float(page.evaluate("window.readyAt"))
    raise SystemExit(f"{page.url} does not become ready")


def answer(address: str, body: bytes | None = None) -> float:
    """Milliseconds until the whole answer is there."""
    kind = {"Content-Type": "application/json"} if body else {}
    started = time.perf_counter()
    with urllib.request.urlopen(urllib.request.Request(address, data=body, headers=kind)) as response:
        response.read()
    return (time.perf_counter() - started) * 1000


def asks_overview() -> bytes:
    """What the browser sends when a link leads to the overview."""
    location = "_pages_location"
    inputs = [
        {"id": location, "property": "pathname", "value": "/"},
        {"id": location, "property": "search", "value": ""},
    ]
    return json.dumps(
        {
            "output": ".._pages_content.children..._pages_store.data..",
            "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
            "inputs": inputs,
            "changedPropIds": [f"{location}.pathname"],
            "state": [{"id": location, "property": "href", "value": "http://127.0.0.1/"}],
        }
    ).encode()


def measure(browser: Browser, app: str, static: str, runs: int) -> dict[str, Measured]:
    pages = {
        "overview": app + OVERVIEW,
        "overview, static": static + "/overview.html",
        "six charts": app + CHARTS,
        "six charts, static": static + "/charts.html",
    }
    found = {name: Measured() for name in pages}
    for _ in range(runs):
        for name, address in pages.items():
            asked = cold(browser, address, found[name])
            assert name != "overview" or not [url for url in asked if "plotly" in url], "the overview loads no Plotly"
    return found


def report(found: dict[str, Measured], app: str) -> None:
    for name, one in found.items():
        ready, size, count = (statistics.median(values) for values in (one.ready, one.bytes, one.requests))
        sys.stdout.write(f"{name}: ready in {ready:.0f} ms, {size / 1000:.0f} kB in {count:.0f} requests\n")
    for name, most in (("overview", 8), ("six charts", 2)):
        ours, floor = (statistics.median(found[key].ready) for key in (name, f"{name}, static"))
        sys.stdout.write(f"{name}: {ours / floor:.2f} times its floor (at most {most})\n")
    for name, body in (("with its first state", None), ("by a link", asks_overview())):
        path = "/_dash-update-component" if body else "/"
        times = [answer(app + path, body) for _ in range(ASKED)]
        sys.stdout.write(f"overview {name}: answered in {statistics.median(times):.0f} ms (at most 100)\n")


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    chromium = shutil.which("chromium")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        prepare(folder)
        files = folder / "static"
        files.mkdir()
        ports = free_port(), free_port()
        app = stack.enter_context(running(gunicorn(ports[0]), ports[0], folder))
        plain = [
            "http.server",
            str(ports[1]),
            "--protocol",
            "HTTP/1.1",
            "--bind",
            "127.0.0.1",
            "--directory",
            str(files),
        ]
        static = stack.enter_context(running(plain, ports[1], folder, silent=True))
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        write_static(page, app, files)
        page.close()
        report(measure(browser, app, static, runs), app)
        browser.close()


if __name__ == "__main__":
    main()
