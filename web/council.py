"""Signing in with a council account: OpenID Connect by Authlib, code flow with PKCE, state and nonce.

Somebody is known by issuer and subject, never by e-mail; their role is what the groups in the claim say.
"""

from collections.abc import Mapping
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, abort, redirect, request, session, url_for
from requests.exceptions import RequestException

from dashboard.errors import SaferError, SignInRefused
from dashboard.roles import LEAD, ROLES
from dashboard.settings import Settings
from dashboard.store.access import Vouched
from dashboard.store.store import Store
from web import cookies
from web.doors import local
from web.pages import drawn

_FAILED = "Signing in with your council account did not work. Try again, or ask an administrator."
_NO_GROUP = "Your council account is in none of the groups that may sign in here. Ask an administrator."
_DOWN = "The council's sign-in service does not answer. Try again in a moment."


def council(server: Flask, store: Store, settings: Settings) -> None:
    """Add the routes to the identity provider and back; they are no pages where none is set."""
    provider = _provider(server, settings) if settings.oidc_issuer else None

    def go() -> Any:
        if provider is None:
            abort(404)
        session.clear()
        session["after"] = local(request.args.get("next", ""))
        try:
            return provider.authorize_redirect(url_for("council_back", _external=True))
        except (RequestException, AuthlibBaseError):
            return _refused(store, settings, _DOWN, 503)

    def back() -> Any:
        if provider is None:
            abort(404)
        after = local(str(session.get("after", "")))
        try:
            claims = provider.authorize_access_token().get("userinfo") or {}
            secret, _ = store.access.vouched(vouched(claims, settings), request.remote_addr or "")
        except SaferError as error:
            return _refused(store, settings, str(error) if not isinstance(error, SignInRefused) else _FAILED, 403)
        except (AuthlibBaseError, RequestException, ValueError):
            return _refused(store, settings, _FAILED, 401)
        finally:
            session.clear()
        if before := cookies.held():
            store.sessions.end(before, by="")
        return cookies.keep(redirect(after, 303), secret)

    server.add_url_rule("/signin/council", "council", go, methods=["GET"])
    server.add_url_rule("/signin/council/back", "council_back", back, methods=["GET"])


def vouched(claims: Mapping[str, Any], settings: Settings) -> Vouched:
    """What the provider's claims make of somebody. Raises SaferError where they are in no group that may come in."""
    issuer, subject = claims.get("iss"), claims.get("sub")
    if not isinstance(subject, str) or not isinstance(issuer, str) or not subject:
        raise SaferError(message=_FAILED)
    if issuer.rstrip("/") != settings.oidc_issuer.rstrip("/"):
        raise SaferError(message=_FAILED)
    found = claims.get(settings.oidc_groups_claim)
    groups = {found} if isinstance(found, str) else {str(one) for one in found} if isinstance(found, list) else set()
    named = [(role, own) for group, role, own in roles_of(settings.oidc_roles) if group in groups]
    if not named:
        raise SaferError(message=_NO_GROUP)
    role = max((role for role, _ in named), key=ROLES.index)
    own = tuple(sorted({one for other, ones in named if other == role for one in ones}))
    title = claims.get(settings.oidc_name_claim)
    return Vouched(issuer, subject, title if isinstance(title, str) else "Council account", role, own)


def roles_of(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Group, role and priorities from a setting such as “analysts=analyst; youth=lead:youth,custody”.

    Raises SaferError where it cannot be understood.
    """
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        group, _, rest = (word.strip() for word in part.partition("="))
        role, _, listed = (word.strip() for word in rest.partition(":"))
        own = tuple(filter(None, (one.strip() for one in listed.split(","))))
        if not group or role not in ROLES or (role == LEAD) != bool(own):
            raise SaferError(
                message=f"SAFER_OIDC_ROLES: “{part}” is not “group=role” or “group=lead:priority,priority”."
            )
        found.append((group, role, own))
    return found


def _provider(server: Flask, settings: Settings) -> Any:
    roles_of(settings.oidc_roles)  # what cannot be understood is said when the app starts
    server.config.update(
        SESSION_COOKIE_NAME="safer_council", SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax"
    )
    return OAuth(server).register(
        "council",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256", "timeout": 10},
    )


def _refused(store: Store, settings: Settings, words: str, status: int) -> Any:
    store.audit.note("sign-in.refused", "council account")
    values = {"after": "/", "name": "", "council": bool(settings.oidc_issuer)}
    return drawn("signin.html", title="Sign in", fault=words, status=status, **values)
