"""What pages with a lead's status share: whether one can be set, its form, and doing what a button says."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from dash import html

from dashboard.errors import Overtaken, SaferError
from dashboard.scorecard.choosing import Place, approve, choose, status, withdraw
from dashboard.scorecard.judgements import read
from layouts._parts.instead import instead
from layouts._parts.judgement import form
from layouts._parts.who import author
from layouts._parts.written import refused, taken
from layouts._person import require_for, writes_for
from layouts._view import View, anew, board, view_of

Seen = dict[str, Any]


def here(href: str) -> tuple[View, str]:
    """The view of an address, and the code that ends its path."""
    parts = urlsplit(href)
    view = view_of(dict(parse_qsl(parts.query)) | {"href": href})
    return view, view.path.rsplit("/", 1)[-1]


def closed(view: View, area: str, priority: str, *, fixed: bool = False) -> Any:
    """Why no status can be set here; nothing where one can. `fixed`: it is published for that area only."""
    if not writes_for(view.chosen, priority):
        return instead("lead", "set a status", "as the lead of this priority")
    home = board().default_area
    if view.as_at:
        return "What stood at an earlier moment cannot be changed. Show the figures of today to set a status."
    return "" if fixed or area == home else f"A lead sets statuses of {board().areas.by_code[home].name} only."


def opened(href: str, name: str) -> html.Div | html.P:
    """The form of the status at an address, or why there is none."""
    view, code = here(href)
    try:
        found = status(board(), Place(view.chosen, code, view.quarter, view.area))
    except SaferError as error:
        return refused(str(error))
    return form(found.score, name, quarter=found.subject.rsplit("/", 1)[-1], area=found.area)


def act(pressed: str, href: str, seen: Seen, said: dict[str, Any]) -> html.P:
    """Do what a button says. Raises SaferError with the sentence to show."""
    view, code = here(href)
    require_for(view.chosen, _priority(view.chosen, code))
    place = Place(view.chosen, code, str(seen["quarter"]), view.area)
    by = author(said["who"])
    if pressed.endswith("-withdraw"):
        withdraw(anew(), place, by=by)
        return taken("Withdrawn: the status by the figures stands.")
    if pressed.endswith("-approve"):
        approve(anew(), place, by=by, expected=seen["note"])
        return taken(f"Approved by {by}: the status is in force.")
    words = {name: str(said[name] or "") for name in ("rag", "reason", "text")}
    _, waits = choose(anew(), place, **words, by=by, expected=seen["note"])
    rest = "is proposed, and waits for a second person to approve it" if waits else "is in force until new figures come"
    return taken(f"Saved: {words['rag']} {rest}.")


def _priority(strategy: str, code: str) -> str:
    """The priority of a code, which is its own or an indicator's; empty where there is none."""
    declared = board().strategies.get(strategy)
    for one in declared.priorities if declared else ():
        if code == one.code or code in {indicator.code for indicator in one.indicators}:
            return one.code
    return ""


def why_not(error: SaferError) -> html.P:
    """The sentence of what was refused; of one who came second also what stands now."""
    theirs = error.values.get("theirs") if isinstance(error, Overtaken) else None
    if theirs is None:
        return refused(str(error))
    stands = read(theirs)
    return refused(f"{error} Now stands {stands.rag}: {stands.text} To replace it, load the page again.")
