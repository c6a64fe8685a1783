"""The JSON API: the same documents as the commands, with their options as query parameters."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, Response, jsonify, request

from dashboard.disclosure import Rules
from dashboard.errors import SaferError, UnknownArea, UnknownSeries, UnknownStrategy
from dashboard.scorecard.board import Board
from dashboard.scorecard.exceptions import exceptions
from dashboard.scorecard.ledger import uploads
from dashboard.scorecard.listing import observations, series_list
from dashboard.scorecard.models import Scorecard
from dashboard.scorecard.trace import trace
from dashboard.scorecard.untraced import NoFigure
from dashboard.store.store import Store
from loaders._provenance import explained

_NOT_FOUND = (UnknownStrategy, UnknownSeries, UnknownArea, NoFigure)
_PERIOD = "2012-04, FY2012-13-Q1, FY2020-21-Q1-Q3, FY2012-13, CY2019 or R12:2019-12"
_MOMENT = "a date, a time in UTC, or the code of a frozen meeting"
_VIEW = {"strategy": "a strategy's code", "quarter": "FY2012-13-Q1", "area": "an ONS code", "as_at": _MOMENT}
_OPTIONS = {
    "status": _VIEW,
    "exceptions": _VIEW,
    "series": {},
    "observations": {
        "series": "a series' code",
        "area": "an ONS code",
        "grain": "month, quarter, year or r12",
        "from": _PERIOD,
        "to": _PERIOD,
        "as_at": _MOMENT,
    },
    "uploads": {},
    "trace": {
        "series": "a series' code",
        "period": _PERIOD,
        "area": "an ONS code",
        "breakdown": "such as land=Highway",
        "as_at": _MOMENT,
        "strategy": "a strategy's code: whose portfolios are meant",
    },
}
Handler = Callable[[], Any]


def register(server: Flask, board: Board, store: Store, strategy: str = "current") -> None:
    """Add /api/v1/… to `server`; `strategy` is the one shown when none is named."""
    handlers: dict[str, Handler] = {
        "status": lambda: _card(board, strategy).model_dump(mode="json"),
        "exceptions": lambda: exceptions(_card(board, strategy)).model_dump(mode="json"),
        "series": lambda: {"series": series_list(store)},
        "observations": lambda: {"observations": _observations(store, board.rules)},
        "uploads": lambda: {"uploads": uploads(store, board.rules)},
        "trace": lambda: _trace(board, store, strategy),
        "openapi.json": _openapi,
    }
    for name, handler in handlers.items():
        server.add_url_rule(f"/api/v1/{name}", f"api_{name}", _answered(handler), methods=["GET"])


def _argument(name: str) -> str | None:
    return request.args.get(name) or None


def _card(board: Board, strategy: str) -> Scorecard:
    return board.scorecard(
        _argument("strategy") or strategy, _argument("quarter"), _argument("area"), _argument("as_at")
    )


def _observations(store: Store, disclosure: Rules) -> list[dict[str, object]]:
    code = _argument("series")
    if not code:
        raise UnknownSeries(code="", hint="Name one with ?series=…; /api/v1/series lists them.")
    grain = _argument("grain")
    if grain not in (None, "month", "quarter", "year", "r12"):
        raise SaferError(message=f"“{grain}” is not a grain. Use month, quarter, year or r12.")
    return observations(
        store,
        code,
        area=_argument("area"),
        grain=grain,
        start=_argument("from"),
        end=_argument("to"),
        as_at=_argument("as_at"),
        disclosure=disclosure,
    )


def _trace(board: Board, store: Store, strategy: str) -> dict[str, Any]:
    found = trace(
        board,
        _argument("series") or "",
        _argument("period") or "",
        area=_argument("area"),
        breakdown=_argument("breakdown") or "",
        as_at=_argument("as_at"),
        strategy=_argument("strategy") or strategy,
    )
    return explained(store, found).model_dump(mode="json")


def _answered(handler: Handler) -> Callable[[], Response]:
    """JSON of what the handler returns; a fault the caller can mend as an RFC 9457 problem document."""

    @wraps(handler)
    def answer() -> Response:
        try:
            response = jsonify(handler())
        except SaferError as error:
            response = problem(404 if isinstance(error, _NOT_FOUND) else 400, str(error))
        response.headers["Cache-Control"] = "no-store"
        return response

    return answer


def problem(status: int, detail: str) -> Response:
    """A problem document (application/problem+json)."""
    titles = {400: "The request cannot be understood", 404: "There is no such thing"}
    response = jsonify(type="about:blank", title=titles.get(status, "Error"), status=status, detail=detail)
    response.status_code = status
    response.mimetype = "application/problem+json"
    return response


def _openapi() -> dict[str, Any]:
    paths = {}
    for name, options in _OPTIONS.items():
        parameters = [
            {"name": option, "in": "query", "description": text, "schema": {"type": "string"}}
            for option, text in options.items()
        ]
        answers = {"200": {"description": "done"}, "400": {"description": "problem document"}}
        paths[f"/api/v1/{name}"] = {"get": {"operationId": name, "parameters": parameters, "responses": answers}}
    return {"openapi": "3.1.0", "info": {"title": "Safer Priorities", "version": "1"}, "paths": paths}
