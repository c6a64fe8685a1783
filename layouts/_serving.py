"""How pages leave the server: closed to other sites, cached where they never change, compressed once."""

import hashlib
import importlib.util
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import brotli
from flask import Flask, Response, abort, jsonify, request

from dashboard.store.store import Store

VENDOR = Path(__file__).parent / "assets" / "vendor"
FOREVER = "public, max-age=31536000, immutable"
_STATIC = ("/assets/", "/_dash-component-suites/", "/vendor/")
_TEXT = ("text/", "application/json", "application/javascript", "image/svg")


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
        if not request.path.startswith(_STATIC):
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


def plotly_bundle() -> Path:
    """The drawing library: a partial bundle where the installation fetched one, else the plotly package's whole."""
    partial = sorted(VENDOR.glob("plotly-*.min.js"))
    if partial:
        return partial[-1]
    found = importlib.util.find_spec("plotly")
    assert found and found.submodule_search_locations
    return Path(found.submodule_search_locations[0]) / "package_data" / "plotly.min.js"


def serve_plotly(server: Flask) -> str:
    """Serve the drawing library at an address that names its content; returns that address."""
    path = plotly_bundle()
    mark = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    address = f"/vendor/plotly.{mark}.min.js"

    @server.get(address)
    def plotly() -> Response:
        return Response(path.read_bytes(), mimetype="text/javascript")

    return address


def squeeze(server: Flask) -> None:
    """Send text compressed: what never changes is compressed once and then answered from memory."""
    kept: dict[str, tuple[bytes, str]] = {}

    @server.before_request
    def remembered() -> Response | None:
        if request.method != "GET" or not _accepts() or request.full_path not in kept:
            return None
        body, kind = kept[request.full_path]
        return _packed(Response(body, content_type=kind))

    @server.after_request
    def compress(response: Response) -> Response:
        static = request.path.startswith(_STATIC)
        if static and response.status_code == 200 and _fingerprinted():
            response.headers["Cache-Control"] = FOREVER
        if not _worth_it(response):
            return response
        response.direct_passthrough = False
        body = response.get_data()
        # the highest quality takes ten seconds for a large library and saves a tenth
        packed = brotli.compress(body, quality=(9 if len(body) < 2_000_000 else 6) if static else 4)
        response.set_data(packed)
        if static and _fingerprinted():
            kept[request.full_path] = (packed, response.content_type)
        return _packed(response)


def _packed(response: Response) -> Response:
    response.headers["Content-Encoding"] = "br"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers.pop("ETag", None)
    response.headers.pop("Accept-Ranges", None)
    return response


def _accepts() -> bool:
    return "br" in request.accept_encodings and "Range" not in request.headers


def _fingerprinted() -> bool:
    """Dash's own files carry a version in their name, assets a time in their query."""
    return "m" in request.args or request.path.startswith("/vendor/") or ".v" in request.path


def _worth_it(response: Response) -> bool:
    return (
        request.method == "GET" or request.path == "/_dash-update-component"
    ) and _accepts() and response.status_code == 200 and "Content-Encoding" not in response.headers and (
        response.content_type or ""
    ).startswith(_TEXT) and (response.content_length or 0) > 1000  # fmt: skip
