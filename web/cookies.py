"""The session's cookie: for this host alone where there is TLS, never for scripts, never sent by other sites."""

from flask import request
from werkzeug.wrappers import Response

_PLAIN, _SECURE = "safer_session", "__Host-safer"


def name() -> str:
    """The cookie's name: over TLS one that a browser takes only from this very host."""
    return _SECURE if request.is_secure else _PLAIN


def held() -> str | None:
    """The secret a browser sends."""
    return request.cookies.get(name()) or None


def keep(answer: Response, secret: str) -> Response:
    """Hand a session's secret to the browser, until it is closed."""
    answer.set_cookie(name(), secret, httponly=True, secure=request.is_secure, samesite="Lax", path="/")
    return answer


def drop(answer: Response) -> Response:
    answer.delete_cookie(name(), httponly=True, secure=request.is_secure, samesite="Lax", path="/")
    return answer
