"""What is said when something fails that nobody foresaw: a calm sentence whose reference is also in the log."""

import secrets
from typing import Any

from dash import html, set_props
from flask import Flask, Response, current_app, jsonify, request
from werkzeug.exceptions import InternalServerError

from dashboard.errors import SaferError

_SENTENCE = (
    "Sorry, this did not work, and it is not your fault. Try again in a moment. "
    "If it happens again, tell whoever looks after this dashboard the reference {reference}."
)


def sorry(error: BaseException) -> str:
    """Puts the fault in the log under a new reference; returns the sentence that names it."""
    reference = secrets.token_hex(3).upper()
    # the address is quoted: it comes from outside and may hold a new line
    current_app.logger.error("Reference %s: %s %r", reference, request.method, request.path, exc_info=error)
    return _SENTENCE.format(reference=reference)


def alert() -> html.Div:
    """Where a fault is told while the page stays as it is; empty until there is one."""
    said = html.P(id="trouble-said")
    close = html.Button("Close", type="button", className="button button-quiet", **{"data-close": "trouble"})
    return html.Div(html.Div([said, close], id="trouble", hidden=True, className="trouble"), role="alert")


def tell(error: Exception) -> None:
    """Dash's handler of what a callback raised: nothing on the page changes, and the reader is told why."""
    set_props("trouble-said", {"children": str(error) if isinstance(error, SaferError) else sorry(error)})
    set_props("trouble", {"hidden": False})


def last_resort(server: Flask) -> None:
    """Answer what nothing else caught with the sentence: as a problem document where the API was asked."""

    @server.errorhandler(InternalServerError)
    def failed(error: InternalServerError) -> Response:
        said = sorry(error.original_exception or error)
        if request.path.startswith("/api/"):
            response = jsonify(type="about:blank", title="Error", status=500, detail=said)
            response.mimetype = "application/problem+json"
        else:
            response = Response(said, mimetype="text/plain")
        response.status_code = 500
        return response


def unexpected(error: Exception) -> tuple[str, Any]:
    """Title and elements of a page that could not be drawn."""
    return "This page cannot be shown", html.Div(
        [html.H1("This page cannot be shown just now"), html.P(sorry(error), className="lead")]
    )
