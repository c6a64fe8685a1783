"""What a page's address asks for: strategy, quarter, area and moment, and addresses that keep them."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import current_app, g

from dashboard.scorecard.board import Board
from dashboard.settings import Settings
from dashboard.store.store import Store

_LONGEST = 100


@dataclass(frozen=True)
class View:
    """The state an address holds; None where it says nothing and the default stands."""

    address: str = "/"
    strategy: str | None = None
    quarter: str | None = None
    area: str | None = None
    as_at: str | None = None
    group: str | None = None
    tolerance: str | None = None

    @property
    def path(self) -> str:
        return urlsplit(self.address).path or "/"

    @property
    def asked(self) -> tuple[str | None, str | None, str | None]:
        """Quarter, area and moment, in the order the board takes them."""
        return self.quarter, self.area, self.as_at

    @property
    def chosen(self) -> str:
        """The strategy shown."""
        return self.strategy or settings().strategy

    def href(self, path: str | None = None) -> str:
        """The address of another page in the same state."""
        # what is tried is tried on one page only
        own = ("tolerance",) if path in (None, self.path) else ()
        names = ("strategy", "quarter", "area", "as_at", "group", *own)
        query = urlencode({name: value for name in names if (value := getattr(self, name))})
        return (path or self.path) + (f"?{query}" if query else "")

    def now(self) -> str:
        """This page as it stands today."""
        return replace(self, as_at=None).href()


def view_of(query: dict[str, Any]) -> View:
    """The view of the query parameters Dash hands a page; what is no plain short text counts as not given."""
    names = ("strategy", "quarter", "area", "as_at", "group", "tolerance")
    given = {name: _text(query.get(name)) for name in names}
    href = query.get("href")
    parts = urlsplit(href if isinstance(href, str) else "/")
    return View(address=parts.path + (f"?{parts.query}" if parts.query else ""), **given)


def view_at(href: str) -> View:
    """The view of a whole address, as a callback is handed it."""
    return view_of(query_at(href) | {"href": href})


def query_at(href: str) -> dict[str, str]:
    """The query parameters of a whole address."""
    return dict(parse_qsl(urlsplit(href).query))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= _LONGEST else None


def board() -> Board:
    """The board of this request: what it has read once it does not read again."""
    if "board" not in g:
        found = current_app.config["board"]
        assert isinstance(found, Board)
        g.board = found.remembering()
    kept: Board = g.board
    return kept


def anew() -> Board:
    """The board of this request after something was said: it reads again."""
    g.pop("board", None)
    return board()


def store() -> Store:
    found = current_app.config["store"]
    assert isinstance(found, Store)
    return found


def settings() -> Settings:
    found = current_app.config["settings"]
    assert isinstance(found, Settings)
    return found
