"""The gate before every route: who asks, from where, and whether they may; what is not allowed never gets further."""

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, abort, current_app, g, jsonify, redirect, request

from dashboard.roles import NAMED, VIEWER
from dashboard.settings import Settings
from dashboard.store.acting import Actor, act_as
from dashboard.store.sessions import Limits
from dashboard.store.store import Store
from layouts._packing import STATIC
from layouts._roles import EVERYBODY, NOBODY, OPEN, Needs, of_callback, of_route
from layouts._watching import is_own
from web import bodies, cookies, hosts
from web.pages import drawn

_CALLBACK = "/_dash-update-component"
# a denial of nobody in particular is put down once in so many seconds for each source and route
_AGAIN = 10.0


def gate(server: Flask, store: Store, settings: Settings, callbacks: Mapping[str, Any]) -> None:
    """Check every request; `callbacks` are Dash's, by the name a browser asks for them."""
    limits, denied_at = Limits.of(settings), dict[tuple[str, str], float]()

    @server.before_request
    def check() -> Any:
        g.person, g.here = None, False
        if is_own():
            return None
        if not hosts.answers_to(settings, request.host) and request.path != "/healthz":
            abort(Response("This address is not one the dashboard answers to (SAFER_ALLOWED_HOSTS).", 400,
                           mimetype="text/plain"))  # fmt: skip
        if not request.path.startswith(STATIC) and (secret := cookies.held()):
            g.person = store.sessions.person(secret, limits)
        g.here = hosts.is_open(settings, request, everybody=False)
        act_as(Actor(g.person.name if g.person else "", request.remote_addr or ""))
        if request.url_rule is None:
            return None  # there is no such route, or not by this method
        needs = of_route(request.url_rule.rule)
        if request.path == _CALLBACK:
            needs = of_callback(bodies.asked(request, callbacks)["callback"])
        return None if _may(store, settings, needs) else _denied(store, needs, denied_at)

    @server.teardown_request
    def leave(_error: BaseException | None) -> None:
        act_as(None)


def _may(store: Store, settings: Settings, needs: Needs) -> bool:
    if needs.role == OPEN or (g.person is not None and g.person.may(needs.role)):
        return True
    if needs.role != VIEWER or needs.without == NOBODY:
        return False
    return hosts.is_open(settings, request, everybody=needs.without == EVERYBODY) or _token(store)


def _token(store: Store) -> bool:
    """Whether a program shows a token for what it asks."""
    return request.path.startswith("/api/") and shows(store, "api")


def shows(store: Store, purpose: str) -> bool:
    """Whether a program shows a token of a purpose; it is who acts then."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    found = store.tokens.found(secret.strip(), purpose) if scheme.lower() == "bearer" else None
    if found:
        act_as(Actor(f"token {found.id}", request.remote_addr or ""))
    return found is not None


def _denied(store: Store, needs: Needs, denied_at: dict[tuple[str, str], float]) -> Any:
    """The answer to what is not allowed, in the form that was asked for."""
    rule = request.url_rule.rule if request.url_rule else request.path
    _put_down(store, f"{needs.to} ({rule})", denied_at)
    words = f"Sign in as {NAMED[needs.role]} to {needs.to}. Nothing was changed."
    status = 403 if g.person else 401
    if request.path.startswith("/api/"):
        answer = jsonify(type="about:blank", title="Not allowed", status=status, detail=words)
        answer.mimetype = "application/problem+json"
        answer.headers["WWW-Authenticate"] = "Bearer"
        answer.status_code = status
        return answer
    if request.path.startswith("/_") or request.method != "GET":
        return Response(words, status, mimetype="text/plain")
    if g.person is None:
        return redirect(f"/signin?next={quote(request.full_path.rstrip('?'))}", 303)
    return drawn("denied.html", title="Not for this role", status=403, needs=needs, role=NAMED[needs.role])


def _put_down(store: Store, about: str, denied_at: dict[tuple[str, str], float]) -> None:
    key, moment = (request.remote_addr or "", about), time.monotonic()
    if g.person is None and moment - denied_at.get(key, -_AGAIN) < _AGAIN:
        return
    if len(denied_at) > 1000:
        denied_at.clear()
    denied_at[key] = moment
    try:
        store.audit.note("denied", about)
    except Exception:  # what is refused stays refused, whether it can be put down or not
        current_app.logger.exception("A denial could not be put down")
