"""Which role every callback and every route needs, in one place; what is not named here is an administrator's.

A callback is named by its page and its function. A lead's callbacks ask once more whether the priority is theirs.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from dashboard.roles import ADMINISTRATOR, ANALYST, LEAD, VIEWER

# whoever it is, signed in or not
OPEN = "open"
EVERYBODY, THIS_MACHINE, NOBODY = "everybody", "this machine", "nobody"


class Needs(NamedTuple):
    """A role, and what it is needed for, to follow “Sign in as … to”.

    `without`: who may have it that has not signed in, where viewing is open: everybody, whoever is at this very
    machine, or nobody.
    """

    role: str
    to: str = "see this page"
    without: str = NOBODY


_SEE = Needs(VIEWER, "see the figures", EVERYBODY)
# what costs time, or sends something to somebody, is not for passers-by
_PAPER = Needs(VIEWER, "have papers made", THIS_MACHINE)
_LOAD = Needs(ANALYST, "load figures")
_MEET = Needs(ANALYST, "run meetings")
_JUDGE = Needs(LEAD, "set a status")

CALLBACKS: Mapping[str, Needs] = {
    "_pages": _SEE,
    "actions.hand_out": _SEE,
    "actions.save": Needs(LEAD, "report on actions"),
    "actions.take": Needs(ANALYST, "take a list of actions over"),
    "indicator.judge": _JUDGE,
    "indicator.open_form": _JUDGE,
    "mapping.renew": _LOAD,
    "mapping.save": _LOAD,
    "meeting.save": _MEET,
    "meetings.add": _MEET,
    "meetings.arrange": _MEET,
    "meetings.asked": _MEET,
    "meetings.freeze": _MEET,
    "mine.act": Needs(LEAD, "write narratives"),
    "packs.make": _PAPER,
    "packs.renew": _SEE,
    "packs.send": Needs(VIEWER, "have papers sent", THIS_MACHINE),
    "priority.judge": _JUDGE,
    "priority.open_form": _JUDGE,
    "priority.open_report": Needs(LEAD, "report on commitments"),
    "priority.save_report": Needs(LEAD, "report on commitments"),
    "reports.save": Needs(LEAD, "file reports"),
    "upload.receive": _LOAD,
    "upload.renew": _LOAD,
    "upload_file.renew": _LOAD,
    "uploads.ask": Needs(ANALYST, "undo uploads"),
    "uploads.do": Needs(ANALYST, "undo uploads"),
    "uploads.original": Needs(ANALYST, "download files as they came"),
}

_ALL = Needs(OPEN)
_ADMIN = Needs(ADMINISTRATOR, "look after people and the audit log")
ROUTES: Mapping[str, Needs] = {
    "/": _SEE,
    "/<path:path>": _SEE,
    "/_dash-layout": _SEE,
    "/_dash-dependencies": _SEE,
    "/_dash-update-component": _SEE,
    "/_reload-hash": _SEE,
    "/_favicon.ico": _ALL,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": _ALL,
    "/assets/<path:filename>": _ALL,
    "/static/<path:filename>": _ALL,
    "/vendor/<name>": _ALL,
    "/healthz": _ALL,
    # it answers administrators, programs on this machine, and those that show a token for it
    "/metrics": _ALL,
    "/download/<name>.<kind>": Needs(VIEWER, "download figures", EVERYBODY),
    "/paper/<token>": _SEE,
    # whoever holds the letter knows the address
    "/subscription/<int:number>/<mark>": _ALL,
    "/subscription/<int:number>/<mark>/confirm": _ALL,
    "/subscription/<int:number>/<mark>/end": _ALL,
    "/signin": _ALL,
    "/signout": _ALL,
    "/welcome/<secret>": _ALL,
    "/signin/council": _ALL,
    "/signin/council/back": _ALL,
    "/account": Needs(VIEWER, "see your account"),
    "/account/password": Needs(VIEWER, "change your password"),
    "/account/everywhere": Needs(VIEWER, "sign out everywhere"),
    "/admin": _ADMIN,
    "/admin/<part>": _ADMIN,
}
_API = "/api/v1/"


def of_route(rule: str) -> Needs:
    """What a route of the web app needs."""
    return _SEE if rule.startswith(_API) else ROUTES.get(rule, _ADMIN)


def of_callback(function: Callable[..., Any]) -> Needs:
    """What a callback needs, by where it is written."""
    return CALLBACKS.get(name_of(function), _ADMIN)


def name_of(function: Callable[..., Any]) -> str:
    """The name of a callback in the table: its page and its function; of Dash's own, `_pages`."""
    module = str(function.__module__)
    return "_pages" if module == "dash.dash" else f"{module.removeprefix('layouts.')}.{function.__name__}"
