"""Signing in and out, one-time links, and one's own account."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, redirect, request

from dashboard.errors import BadPassword, BadPerson, LinkSpent, SaferError, SignInRefused, TooManyTries
from dashboard.settings import Settings
from dashboard.store.links import FIRST
from dashboard.store.passwords import LONGEST, SHORTEST
from dashboard.store.store import Store
from web import cookies
from web.pages import drawn

_HINT = f"At least {SHORTEST} characters, at most {LONGEST}. Three or four words that do not belong together do well."


def doors(server: Flask, store: Store, settings: Settings) -> None:
    """Add the routes of signing in, signing out and the account."""

    def signin() -> Any:
        after = local(request.values.get("next", ""))
        if request.method == "GET":
            return _signin(settings, after)
        try:
            secret, _ = store.access.sign_in(_field("name"), _field("password", 1000), request.remote_addr or "")
        except (SignInRefused, TooManyTries) as error:
            status = 429 if isinstance(error, TooManyTries) else 401
            return _signin(settings, after, fault=str(error), status=status, name=_field("name"))
        return _opened(store, secret, after)

    def signout() -> Any:
        if secret := cookies.held():
            store.sessions.end(secret, by=g.person.name if g.person else "")
        return cookies.drop(redirect("/signin", 303))

    def welcome(secret: str) -> Any:
        return _welcome(store, secret)

    def account() -> Any:
        return drawn("account.html", title="Your account", hint=_HINT)

    def password() -> Any:
        try:
            _same()
            words = {"old": _field("old", 1000), "new": _field("password", 1000)}
            secret = store.access.change(g.person, **words, origin=request.remote_addr or "")
        except SaferError as error:
            return drawn("account.html", title="Your account", fault=str(error), hint=_HINT, status=400)
        return cookies.keep(redirect("/account", 303), secret)

    def everywhere() -> Any:
        store.sessions.end_all(g.person, by=g.person.name)
        return cookies.drop(redirect("/signin", 303))

    server.add_url_rule("/signin", view_func=signin, methods=["GET", "POST"])
    server.add_url_rule("/signout", view_func=signout, methods=["POST"])
    server.add_url_rule("/welcome/<secret>", view_func=welcome, methods=["GET", "POST"])
    server.add_url_rule("/account", view_func=account, methods=["GET"])
    server.add_url_rule("/account/password", view_func=password, methods=["POST"])
    server.add_url_rule("/account/everywhere", view_func=everywhere, methods=["POST"])


def local(address: str) -> str:
    """An address within this app to go on to; the overview where it is any other."""
    parts = urlsplit(address.replace("\\", "/"))
    fine = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return address if fine and address.isprintable() and not address.startswith("/sign") else "/"


def _signin(settings: Settings, after: str, *, fault: str = "", status: int = 200, name: str = "") -> Response:
    values = {"after": after, "name": name, "council": bool(settings.oidc_issuer)}
    return drawn("signin.html", title="Sign in", fault=fault, status=status, **values)


def _welcome(store: Store, secret: str) -> Any:
    """Looking at a link does not use it up: programs that look at links in messages spoil nothing."""
    try:
        link = store.links.look(secret)
    except LinkSpent as error:
        return drawn("spent.html", title="This link is not valid", status=410, said=str(error))
    values: dict[str, Any] = {"first": link.purpose == FIRST, "whose": link.person, "hint": _HINT}
    if request.method == "GET":
        return drawn("welcome.html", title="Set a password", name="", sign_in="", **values)
    said = {"name": _field("name"), "sign_in": _field("sign_in")}
    try:
        _same()
        found = store.access.enter(secret, **said, password=_field("password", 1000), origin=request.remote_addr or "")
    except (BadPassword, BadPerson, LinkSpent) as error:
        return drawn("welcome.html", title="Set a password", fault=str(error), status=400, **said, **values)
    return _opened(store, found[0], "/")


def _opened(store: Store, secret: str, after: str) -> Any:
    """A new session; the one the browser had before is ended."""
    if before := cookies.held():
        store.sessions.end(before, by=g.person.name if g.person else "")
    return cookies.keep(redirect(after, 303), secret)


def _same() -> None:
    if request.form.get("password") != request.form.get("again"):
        raise BadPassword(why="The two passwords are not the same. Type the same one twice.")


def _field(name: str, longest: int = 200) -> str:
    value = request.form.get(name, "")
    return value if len(value) <= longest else ""
