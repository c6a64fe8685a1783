"""What whoever runs it can see: a line of JSON for each request, its number, and counts for Prometheus at /metrics."""

import ipaddress
import json
import logging
import os
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterator

from flask import Flask, Response, abort, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from dashboard.store.store import Store

# a request the program makes of itself while it starts; no header can say so
OWN = "safer.own"
_GIVEN = re.compile(r"[A-Za-z0-9_.-]{8,64}")
_FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-Ip")
_LOG = logging.getLogger("safer.web")
_REQUESTS = Counter("safer_requests", "Requests answered", ("method", "route", "status"))
_SECONDS = Histogram("safer_request_seconds", "How long requests took", ("route",))
_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")


class AsJson(logging.Formatter):
    """A record as one line of JSON; what it says can hold no line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(record.created))}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, default=str)


def log_as_json() -> None:
    """Have the program and the server that carries it say everything in that form, on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson())
    for name in ("safer", "gunicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO)


def watch(server: Flask, store: Store, *, administrator: Callable[[], bool] = lambda: False) -> None:
    """Number, time, count and log every request, and answer /metrics to the machine itself and to administrators."""
    server.before_request(_begin)
    server.after_request(_number)
    server.teardown_request(_end)

    @server.get("/metrics")
    def metrics() -> Response:
        if not (_from_here() or administrator()):
            abort(404)
        return Response(_counted(store), mimetype="text/plain; version=0.0.4")


def is_own() -> bool:
    """Whether the program asks itself, which it does before it answers anybody."""
    return request.environ.get(OWN) is current_app._get_current_object()  # type: ignore[attr-defined]


def _begin() -> None:
    if is_own():
        return
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
    g.began = time.perf_counter()


def _number(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.get("request_id", "")
    g.status = response.status_code
    return response


def _end(error: BaseException | None) -> None:
    """Say what was asked by its route alone: addresses and bodies may hold what names people."""
    if "began" not in g:
        return
    took = time.perf_counter() - g.began
    status = g.get("status", 500)
    route = request.url_rule.rule if request.url_rule else "none"
    method = request.method if request.method in _METHODS else "other"
    _REQUESTS.labels(method, route, str(status)).inc()
    _SECONDS.labels(route).observe(took)
    told = {"request": g.request_id, "method": method, "route": route, "status": status, "ms": round(took * 1000, 1)}
    level = logging.ERROR if status >= 500 or error else logging.INFO
    _LOG.log(level, "request", extra={"told": told})


def _from_here() -> bool:
    """Whether a program on this machine asks, and no proxy on it asks for somebody else."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _counted(store: Store) -> bytes:
    """Every process's counts together, and what is in the tray."""
    registry = CollectorRegistry()
    registry.register(_Tray(store))
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.MultiProcessCollector(registry)
    else:
        registry.register(_REQUESTS)
        registry.register(_SECONDS)
    return generate_latest(registry)


class _Tray(Collector):
    def __init__(self, store: Store) -> None:
        self.store = store

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Whether the database answers, and how many files are in each state."""
        up = self.store.healthy()
        yield GaugeMetricFamily("safer_database_up", "Whether the database answers", value=float(up))
        tray = GaugeMetricFamily("safer_tray_files", "Files handed in and not kept yet", labels=("state",))
        states = [file.state for file in self.store.pending.all()] if up else []
        for state in sorted(set(states)):
            tray.add_metric((state,), states.count(state))
        yield tray
