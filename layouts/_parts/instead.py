"""What stands where somebody may not do a thing: what to sign in as, with the way there, and no dead button."""

from typing import Any
from urllib.parse import quote

from dash import html
from flask import has_request_context, request

from dashboard.roles import NAMED
from layouts._person import may, person, writes_for


def allowed(role: str, to: str, control: Any) -> Any:
    """The control for those who reach a role; for others the sentence that says who may."""
    return control if may(role) else instead(role, to)


def allowed_for(strategy: str, priority: str, to: str, control: Any) -> Any:
    """The control for those who write for a priority; for others the sentence that says who may."""
    return control if writes_for(strategy, priority) else instead("lead", to, "as the lead of this priority")


def instead(role: str, to: str, as_: str = "") -> html.P:
    """“Sign in as an analyst to load figures.”"""
    words, who = as_ or f"as {NAMED[role]}", person()
    inside: list[Any] = [html.A(f"Sign in {words}", href=f"/signin?next={quote(_here())}"), f" to {to}."]
    if who is not None:
        inside = [f"{who.name} may not {to}: ", html.A(f"sign in {words}", href="/account"), "."]
    return html.P(inside, className="instead", **{"data-needs": role})


def _here() -> str:
    """The page that is shown, whether it is asked for by its address or by Dash."""
    if not has_request_context() or request.path.startswith("/_"):
        return "/"
    return request.full_path.rstrip("?")
