"""What address the app answers to, and whether whoever asks is at this very machine."""

from ipaddress import ip_address

from flask import Request

from dashboard.settings import Settings

_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


def answers_to(settings: Settings, host: str) -> bool:
    """Whether the app answers to a Host header: one of SAFER_ALLOWED_HOSTS, or this machine's own where none is set."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    allowed = [one.strip().lower() for one in settings.allowed_hosts.split(",") if one.strip()]
    return name.lower().rstrip(".") in (allowed or (*_LOCAL, settings.host.lower()))


def is_open(settings: Settings, request: Request, *, everybody: bool = True) -> bool:
    """Whether pages are shown without signing in: as SAFER_PUBLIC_VIEW says, else to this machine alone.

    `everybody`: whether SAFER_PUBLIC_VIEW opens it too, or it is for this machine alone even then.
    """
    if settings.public_view is not None and (everybody or not settings.public_view):
        return settings.public_view
    behind = settings.proxies or settings.allowed_hosts or any(name in request.headers for name in _FORWARDED)
    return not behind and _loopback(settings.host) and _loopback(request.remote_addr or "")


def _loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
