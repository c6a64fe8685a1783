"""Downloads: /download/<name>.csv and .xlsx, a file for the address that a page's link holds."""

from collections.abc import Callable, Mapping

from flask import Flask, Response, request

from dashboard.errors import SaferError, UnknownArea, UnknownSeries, UnknownStrategy
from dashboard.packs.formats import FORMATS
from dashboard.packs.handing_out import Ask, NoSuchDownload, handed_out
from dashboard.packs.leaving import Leaving
from dashboard.packs.separated import csv_of
from dashboard.records import SourceSpec
from dashboard.scorecard.board import Board
from dashboard.store.store import Store

_NOT_FOUND = (UnknownStrategy, UnknownSeries, UnknownArea, NoSuchDownload)
_STATE = ("strategy", "quarter", "area", "as_at", "group")
_TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_LONGEST = 4000


def register(server: Flask, board: Board, sources: Mapping[str, SourceSpec], strategy: str = "current") -> None:
    """Add the downloads to `server`; `strategy` is the one meant when none is named."""
    made: dict[str, Callable[[Leaving], bytes]] = {"csv": csv_of, "xlsx": _workbook}

    def download(name: str, kind: str) -> Response:
        if kind not in made:
            return _refused(404, f"There is no download as “{kind}”: use csv or xlsx.")
        try:
            leaving = handed_out(board.remembering(), name, _asked(strategy), sources)
        except SaferError as error:
            return _refused(404 if isinstance(error, _NOT_FOUND) else 400, str(error))
        return _file(made[kind](leaving), leaving.name, kind)

    server.add_url_rule("/download/<name>.<kind>", "download", download, methods=["GET"])


def register_papers(server: Flask, store: Store) -> None:
    """Add the files of papers that were asked for: always to be kept, never shown in place."""

    def paper(token: str) -> Response:
        found, content = store.papers.one(token), store.papers.content(token)
        if found is None or content is None:
            return _refused(404, "There is no such paper, or it is not made yet. Ask for it on the page Papers.")
        kind = found.file.rpartition(".")[2]
        store.audit.note("paper.download", found.title)
        response = _file(content, found.file.removesuffix(f".{kind}"), kind)
        response.headers["Content-Type"] = FORMATS[kind].media if kind in FORMATS else "application/octet-stream"
        return response

    server.add_url_rule("/paper/<token>", "paper", paper, methods=["GET"])


def _workbook(leaving: Leaving) -> bytes:
    # only a workbook waits for the library that writes them: it takes a tenth of a second to import
    from dashboard.packs.workbook import workbook

    return workbook(leaving)


def _asked(strategy: str) -> Ask:
    given = {name: value for name, value in request.args.items() if 0 < len(value) <= _LONGEST}
    state = {name: given.get(name) for name in _STATE[1:]}
    own = {name: value for name, value in given.items() if name not in _STATE}
    return Ask(given.get("strategy") or strategy, **state, own=own)


def _file(content: bytes, name: str, kind: str) -> Response:
    response = Response(content, mimetype=_TYPES.get(kind))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


def _refused(status: int, why: str) -> Response:
    """The reason in words."""
    response = Response(why + "\n", status=status, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
