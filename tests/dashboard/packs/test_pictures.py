"""Pictures of charts: from any thread, in a running loop, with a browser that hangs, is broken or not there."""

import asyncio
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from dashboard.packs.pack import Pack
from dashboard.packs.paper.laid_out import charts, laid_out
from dashboard.packs.pictures import KEPT, NO_BROWSER, NOT_ALL, drawn
from dashboard.packs.printed import printed


def script(folder: Path, body: str) -> str:
    made = folder / "chromium"
    made.write_text(f"#!/bin/sh\n{body}\n")
    made.chmod(0o755)
    return str(made)


def running() -> list[str]:
    """The environment of every process: the browser is named in it."""
    found = []
    for place in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            found.append(place.read_bytes().decode("utf-8", "replace"))
    return found


def test_nothing_to_draw_needs_no_browser(undrawn: None) -> None:
    assert drawn([]) == ({}, "")


def test_without_a_browser_it_says_so(paper: Pack, undrawn: None) -> None:
    assert drawn(charts(laid_out(paper))) == ({}, NO_BROWSER)


@pytest.mark.parametrize("body", ["exec sleep 61", "exit 1", "echo nonsense; exec sleep 61"])
def test_a_browser_that_hangs_or_breaks_is_given_up(
    paper: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    monkeypatch.setenv("BROWSER_PATH", script(tmp_path, body))
    began = time.monotonic()
    assert drawn(charts(laid_out(paper)), opening=2, each=0.1) == ({}, NOT_ALL)
    assert time.monotonic() - began < 15
    assert not [line for line in running() if str(tmp_path) in line]


def test_years_have_a_key_in_the_picture_and_marks_have_theirs(paper: Pack) -> None:
    chart = charts(laid_out(paper))[0]
    figure, height = printed(chart)
    assert height > 300
    assert [trace["name"] for trace in figure["data"] if trace["showlegend"]] == ["2011/12", "2012/13"]


@pytest.mark.browser
@pytest.mark.skipif(not shutil.which("chromium"), reason="there is no Chromium to draw with")
def test_it_can_be_asked_from_many_threads_and_from_a_running_loop(paper: Pack) -> None:
    wanted = charts(laid_out(paper))
    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(drawn, [wanted, wanted])

    async def inside() -> object:
        return drawn(wanted)

    assert one.by_key == other.by_key
    assert set(one.by_key) == {chart.key for chart in wanted}
    assert asyncio.run(inside()) == one


@pytest.mark.browser
@pytest.mark.skipif(not shutil.which("chromium"), reason="there is no Chromium to draw with")
def test_what_was_drawn_for_one_paper_is_there_for_the_next(paper: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = charts(laid_out(paper))
    png = drawn(wanted)
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    assert drawn(wanted) == png
    svg = drawn(wanted, "svg")
    assert set(svg.by_key) == {chart.key for chart in wanted}
    renamed = wanted[0].model_copy(update={"lines": wanted[0].lines[:1]})
    assert drawn([renamed]) == ({}, NO_BROWSER)  # another figure is another drawing
    KEPT.empty()
    assert drawn(wanted) == ({}, NO_BROWSER)


@pytest.mark.browser
@pytest.mark.skipif(not shutil.which("chromium"), reason="there is no Chromium to draw with")
def test_text_of_a_file_is_never_markup_in_a_picture(paper: Pack) -> None:
    chart = charts(laid_out(paper))[0]
    lines = tuple(
        line.model_copy(update={"name": f"<a href='https://evil.example'>{line.name}</a>"}) for line in chart.lines
    )
    svg = drawn([chart.model_copy(update={"lines": lines})], "svg").by_key[chart.key].decode()
    assert "evil.example" in svg
    assert "<a " not in svg
