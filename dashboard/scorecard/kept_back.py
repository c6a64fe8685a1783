"""A trace without what is kept back: where a figure stands is told; it, and what it could be read from, is not."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dashboard.periods import Period, parse
from dashboard.scorecard.provenance import Cell, Derived, Step, Trace
from dashboard.scorecard.veil import KEPT, WORDS, Veil
from dashboard.store.editions import Change, Edition

Hides = Callable[[str, str, Period], bool]
Problem = dict[str, Any]


def unquoted(problem: Problem) -> Problem:
    """A warning about a file of figures of people, without what it quotes of them."""
    return problem | {"message": said_without(problem["code"], problem.get("sheet"), problem.get("cell")), "hint": ""}


def said_without(code: str, sheet: str | None, cell: str | None) -> str:
    """What can be said of such a warning: its kind and its place."""
    place = "!".join(part for part in (sheet, cell) if part)
    return f"A warning of the kind “{code}”{f' at {place}' if place else ''}. What it quotes is {KEPT}."


def edition(found: Edition, veil: Veil) -> Edition:
    """What an upload changed, without the figures that are kept back."""
    return replace(found, changes=[_change(one, veil) for one in found.changes])


def _change(one: Change, veil: Veil) -> Change:
    if not veil.hides(one.series, one.area, one.breakdown, one.period):
        return one
    return one._replace(before=None, after=None, before_status="suppressed", after_status="suppressed")


def veiled(found: Trace, hides: Hides) -> Trace:
    """`found` as it may be shown; `hides` says of a series, breakdown and period whether it is kept back."""
    period = parse(found.period)
    own = hides(found.series, found.breakdown, period)
    cells = tuple(_cell(cell, hides, own=own) for cell in found.cells)
    if not own and cells == found.cells:
        return found
    shown = {} if not own else {"value": None, "status": "suppressed", "words": f"This figure is {WORDS}."}
    derived = found.derived and _derived(found.derived, hides, own=own)
    return found.model_copy(update=shown | {"cells": cells, "derived": derived})


def _derived(found: Derived, hides: Hides, *, own: bool) -> Derived:
    steps = tuple(_step(step, hides, own=own) for step in found.of)
    words = found.words if steps == found.of else f"Made of {len(steps)} figures, some of which are {KEPT}."
    return found.model_copy(update={"of": steps, "words": words})


def _step(step: Step, hides: Hides, *, own: bool) -> Step:
    kept = own or hides(step.series, step.breakdown, parse(step.period))
    derived = step.derived and _derived(step.derived, hides, own=kept)
    return step.model_copy(update={"derived": derived} | ({"value": None, "status": "suppressed"} if kept else {}))


def _cell(cell: Cell, hides: Hides, *, own: bool) -> Cell:
    """Without value, earlier values, the rows it was added up from, warnings that quote it, and its surroundings.

    Beneath a figure that is kept back itself (`own`) that is not said again.
    """
    if not own and not hides(cell.series, cell.breakdown, parse(cell.period)):
        return cell
    history = tuple(one.model_copy(update={"value": None, "status": "suppressed"}) for one in cell.history)
    return cell.model_copy(
        update={"value": None, "status": "suppressed", "words": "" if own else f"This figure is {WORDS}."}
        | {"history": history, "rows": (), "warnings": (), "printed": None, "kept_back": True}
    )
