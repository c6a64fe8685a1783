"""What leaves the server is compressed: what never changes once for all, the rest quickly."""

import hashlib
import zlib

import brotli
from flask import Flask, Response, request

FOREVER = "public, max-age=31536000, immutable"
STATIC = ("/assets/", "/_dash-component-suites/", "/vendor/")
_TEXT = ("text/", "application/json", "application/javascript", "application/problem+json", "image/svg")
_LEAST = 500


def squeeze(server: Flask) -> None:
    """Send text by brotli or gzip, as the browser takes it, and let it keep what a change would rename."""
    kept: dict[tuple[bytes, str], bytes] = {}

    @server.after_request
    def compress(response: Response) -> Response:
        static = request.path.startswith(STATIC) and response.status_code == 200
        if static:
            response.headers["Cache-Control"] = FOREVER if _fingerprinted() else "no-cache"
        if not _worth_it(response):
            return response
        response.vary.add("Accept-Encoding")
        coding = request.accept_encodings.best_match(("br", "gzip"))
        if not coding:
            return response
        response.direct_passthrough = False
        body = response.get_data()
        if not static:
            return _packed(response, coding, _pack(body, coding, once=False))
        key = (hashlib.blake2b(body, digest_size=16).digest(), coding)
        if key not in kept:
            kept[key] = _pack(body, coding, once=True)
        response.set_etag(f"{key[0].hex()}-{coding}", weak=True)
        packed = _packed(response, coding, kept[key])
        packed.make_conditional(request)  # in place
        return packed


def _pack(body: bytes, coding: str, *, once: bool) -> bytes:
    # brotli's two highest qualities take twenty times as long and save a twelfth
    if coding == "br":
        return bytes(brotli.compress(body, quality=9 if once else 4))
    packer = zlib.compressobj(9 if once else 4, wbits=31)
    return packer.compress(body) + packer.flush()


def _packed(response: Response, coding: str, body: bytes) -> Response:
    response.set_data(body)
    response.headers["Content-Encoding"] = coding
    response.headers.pop("Accept-Ranges", None)
    return response


def _fingerprinted() -> bool:
    """Dash's own files carry a version in their name, assets a time in their query, ours a mark of what is in them."""
    return "m" in request.args or request.path.startswith("/vendor/") or ".v" in request.path


def _worth_it(response: Response) -> bool:
    return (
        "Content-Encoding" not in response.headers
        and "Range" not in request.headers
        and response.status_code in (200, 400, 404, 500)
        and (response.content_type or "").startswith(_TEXT)
        and (response.content_length or 0) > _LEAST
    )
