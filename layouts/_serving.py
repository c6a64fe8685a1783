"""How pages leave the server: closed to other sites, with the headers that keep a browser safe."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, Response, abort, jsonify, request

from dashboard.store.store import Store
from layouts._packing import STATIC


def guard(server: Flask, *, max_upload_mb: int, policy: Callable[[], str]) -> None:
    """Refuse what other sites send, limit bodies and add the security headers; `policy` gives the CSP."""
    # a file travels in base64, a third larger than it is
    server.config["MAX_CONTENT_LENGTH"] = max_upload_mb * 1_400_000 + 1_000_000
    server.before_request(_same_site)

    @server.after_request
    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy()
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        if not request.path.startswith(STATIC):
            response.headers["Cache-Control"] = "no-store"
        return response


def content_policy(hashes: list[str]) -> str:
    """The content security policy under which Dash and its charts work."""
    return (
        f"default-src 'none'; script-src 'self' {' '.join(hashes)}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )


def _same_site() -> None:
    """The rule of browsers' fetch metadata, and for older ones that Origin is this host."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        if site not in ("same-origin", "none"):
            abort(403)
    elif origin is not None and urlsplit(origin).netloc != request.host:
        abort(403)


def health(server: Flask, store: Store) -> None:
    """/healthz answers 200 while the database does."""

    @server.get("/healthz")
    def healthz() -> Response:
        healthy = store.healthy()
        response = jsonify(status="ok" if healthy else "the database does not answer")
        response.status_code = 200 if healthy else 503
        return response
