"""What every answer of the web app carries: security headers, compression made once, lasting caches."""

import gzip
import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import brotli
import plotly
from flask import Flask, Response, abort, request

_TEXT = ("application/javascript", "text/javascript", "text/css", "application/json", "image/svg+xml", "text/html")
_LASTING = "public, max-age=31536000, immutable"
_SMALL = 1000
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_POLICY = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


def add(server: Flask, assets: Path, script_hashes: Callable[[], list[str]]) -> None:
    """Add headers, the same-origin rule, compression and the Plotly bundle to `server`."""
    bundle = plotly_bundle(assets)
    server.add_url_rule(f"/bundle/{_name(bundle)}", "plotly_bundle", lambda: _file(bundle))
    server.before_request(_same_origin_only)

    @server.after_request
    def finish(response: Response) -> Response:
        response.headers.update(HEADERS)
        if response.mimetype == "text/html":
            response.headers["Content-Security-Policy"] = _POLICY.format(hashes=" ".join(script_hashes()))
        _cache_rule(response)
        return _compressed(response)


def plotly_bundle(assets: Path) -> Path:
    """The partial bundle where `make install` found one, otherwise the whole one of the plotly package."""
    partial = assets / "vendor" / "plotly-basic.min.js"
    return partial if partial.exists() else Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


def bundle_address(assets: Path) -> str:
    """Where a page with charts finds Plotly: the name changes with the content, so it is cached for good."""
    return f"/bundle/{_name(plotly_bundle(assets))}"


@lru_cache
def _name(bundle: Path) -> str:
    return f"plotly-{hashlib.sha256(bundle.read_bytes()).hexdigest()[:12]}.js"


def _file(path: Path) -> Response:
    response = Response(path.read_bytes(), mimetype="text/javascript")
    response.headers["Cache-Control"] = _LASTING
    return response


def _same_origin_only() -> None:
    """No other site may make a browser change anything here (Fetch Metadata, or else Origin)."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site not in (None, "same-origin", "none"):
        abort(403)
    if site is None and origin is not None and origin.split("://")[-1] != request.host:
        abort(403)


def _cache_rule(response: Response) -> None:
    lasting = request.path.startswith("/_dash-component-suites/") or (
        request.path.startswith("/assets/") and "m" in request.args
    )
    if lasting and response.status_code == 200:
        response.headers["Cache-Control"] = _LASTING
    elif "Cache-Control" not in response.headers or response.mimetype in ("text/html", "application/json"):
        response.headers["Cache-Control"] = "no-store"


def _compressed(response: Response) -> Response:
    accepted = request.headers.get("Accept-Encoding", "")
    method = "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
    plain = response.status_code == 200 and "Content-Encoding" not in response.headers
    if not method or not plain or response.mimetype not in _TEXT:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < _SMALL:
        return response
    lasting = "immutable" in response.headers.get("Cache-Control", "")
    response.set_data(_once(method, body) if lasting else _packed(method, body, quick=True))
    response.headers["Content-Encoding"] = method
    response.headers.add("Vary", "Accept-Encoding")
    return response


@lru_cache(maxsize=256)
def _once(method: str, body: bytes) -> bytes:
    """Files that never change are compressed hard, once a process."""
    return _packed(method, body, quick=False)


def _packed(method: str, body: bytes, *, quick: bool) -> bytes:
    if method == "br":
        return bytes(brotli.compress(body, quality=4 if quick else 9))
    return gzip.compress(body, compresslevel=4 if quick else 9)
