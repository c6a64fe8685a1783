"""Reporting on a commitment from its page: the fields that were filled in, one call, and what became of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from dashboard.errors import Overtaken, SaferError
from dashboard.periods import parse
from dashboard.scorecard.promises import Promise
from dashboard.scorecard.reporting import Meant, report
from layouts._parts.who import author
from layouts._parts.written import refused, taken
from layouts._person import require_for
from layouts._view import anew, board

_NAMES = ("status", "achieved", "outlook", "narrative", "evidence", "due")


def save(meant: Meant, held: Mapping[str, Any]) -> tuple[str, html.P]:
    """Keep what the fields of one commitment say: who said it, and the sentence. Raises SaferError, Overtaken."""
    names, values = (*held["written_in"], *held["chosen_in"]), (*held["written"], *held["chosen"])
    pairs = zip(names, values, strict=True)
    said = {name["field"]: str(value or "") for name, value in pairs if name["number"] == meant.number}
    require_for(meant.strategy, meant.priority)
    by = author(said.get("who"))
    seen = next(
        seen for name, seen in zip(held["seen_of"], held["seen"], strict=True) if name["number"] == meant.number
    )
    report(anew(), meant, {name: said.get(name, "") for name in _NAMES}, by=by, seen=(seen[0], seen[1]))
    return by, taken(f"Saved for {parse(meant.quarter).short}.")


def every(meant: Meant) -> tuple[Sequence[Promise], str]:
    """The commitments of the priority as they stand now, and the quarter in words."""
    return board().promised(meant.strategy, meant.priority, meant.quarter), parse(meant.quarter).label


def why_not(error: SaferError) -> html.P:
    """The sentence of what was refused; of one who came second also what stands now."""
    theirs: Any = error.values.get("theirs") if isinstance(error, Overtaken) else None
    if theirs is None:
        return refused(str(error))
    body = theirs.body
    stands = f"{body['status'].replace('-', ' ')}. {body['narrative']}" if "status" in body else body["text"]
    return refused(f"{error} Now stands: {stands} Load the page again to report anew.")
