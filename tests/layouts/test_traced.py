"""Every number of the overview, the priorities and the indicators opens a trace that says the same."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import parse_qs, urlsplit

import dash
import pytest

from app import create_app
from dashboard.scorecard.board import Board
from dashboard.scorecard.trace import trace
from dashboard.settings import Settings
from layouts._parts.numbers import amount
from tests.stores import sampled


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with closing(sampled(tmp_path_factory.mktemp("traced") / "traced.sqlite")) as store:
        yield create_app(Settings(), store).server


def traced(part: Any) -> Iterator[tuple[str, str]]:
    """(text, address) of every number that opens its trace."""
    if isinstance(part, list | tuple):
        for one in part:
            yield from traced(one)
    elif getattr(part, "className", None) == "traced":
        yield part.children[0], part.href
    elif hasattr(part, "children"):
        yield from traced(part.children)


def said(board: Board, address: str) -> tuple[str, bool]:
    """What the trace at an address says, and whether it shows a cell, rows or a reason."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    found = trace(
        board,
        query["series"],
        query["period"],
        area=query["area"],
        breakdown=query.get("breakdown", ""),
        strategy=query.get("strategy", Settings().strategy),
    )
    return amount(found.value, "", found.decimals), bool(found.cells)


def pages(board: Board, strategy: str) -> Iterator[tuple[str, dict[str, str]]]:
    yield "overview", {}
    for priority in board.strategies[strategy].priorities:
        yield "priority", {"code": priority.code}
        for item in priority.indicators:
            yield "indicator", {"code": item.code}


@pytest.mark.parametrize("strategy", ["2012-13", "2016-19", "2020-priority-three", "current"])
def test_every_number_opens_a_trace_that_says_the_same(server: Any, strategy: str) -> None:
    board: Board = server.config["board"]
    checked = 0
    for page, query in pages(board, strategy):
        with server.test_request_context("/"):
            drawn = dash.page_registry[f"layouts.{page}"]["layout"](strategy=strategy, **query)
        for text, address in traced(drawn):
            value, rests = said(board, address)
            assert (value, rests) == (text.removesuffix("%"), True), (page, query, address)
            checked += 1
    assert checked > 10
