"""What pages with a lead's status share: whether one can be set, its form, and doing what a button says."""

from collections.abc import Callable
from typing import Any

from dash import Input, Output, State, ctx, html, no_update

from dashboard.errors import Overtaken, SaferError
from dashboard.scorecard.choosing import Place, approve, choose, status, withdraw
from dashboard.scorecard.judgements import read
from layouts._parts.instead import instead
from layouts._parts.judgement import form
from layouts._parts.who import author
from layouts._parts.written import refused, taken
from layouts._person import require_for, writes_for
from layouts._view import View, anew, board, view_at

Seen = dict[str, Any]


def wires(of: str) -> dict[str, Any]:
    """What the callback of a status hangs on, of an indicator or a priority: its outputs, inputs and state."""
    form = f"{of}-judge"
    fields = {"rag": "data", "reason": "data", "text": "value", "who": "value"}
    return {
        "output": {
            "head": Output(f"{of}-head", "children"),
            "stated": Output(f"{form}-stated", "children"),
            "form": Output(f"{form}-form", "children", allow_duplicate=True),
            "result": Output(f"{form}-result", "children"),
        },
        "inputs": {"_pressed": [Input(f"{form}-{act}", "n_clicks") for act in ("save", "approve", "withdraw")]},
        "state": {
            "said": {name: State(f"{form}-{name}", held) for name, held in fields.items()},
            "seen": State(f"{form}-seen", "data"),
            "href": State("_pages_location", "href"),
        },
        "prevent_initial_call": True,
    }


def judged(
    of: str, said: dict[str, Any], seen: Seen, href: str, draw: Callable[[View, str], tuple[Any, Any]]
) -> dict[str, Any]:
    """Sets, approves or withdraws a status; `draw` gives the head of the page and what stands, as they are then.

    What is refused says why and changes nothing.
    """
    nothing = dict.fromkeys(("head", "stated", "form"), no_update)
    if not ctx.triggered[0]["value"]:
        return {**nothing, "result": no_update}
    try:
        result = act(str(ctx.triggered_id), href, seen, said)
    except SaferError as error:
        return {**nothing, "result": why_not(error)}
    head, stated = draw(*here(href))
    return {"head": head, "stated": stated, "form": opened(href, of), "result": result}


def here(href: str) -> tuple[View, str]:
    """The view of an address, and the code that ends its path."""
    view = view_at(href)
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
