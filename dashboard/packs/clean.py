"""Text that every format can hold: without what XML forbids and what turns the words beside it round."""

from typing import Any, TypeVar, cast

from pydantic import BaseModel

from dashboard.inert import writable

Made = TypeVar("Made")


def cleaned(made: Made) -> Made:
    """A model, tuple or dictionary with every text in it fit to be written."""
    found: Any = made
    if isinstance(made, str):
        found = writable(made)
    elif isinstance(made, BaseModel):
        held = {name: getattr(made, name) for name in type(made).model_fields}
        fit = {name: cleaned(value) for name, value in held.items()}
        changed = {name: value for name, value in fit.items() if value is not held[name]}
        found = made.model_copy(update=changed) if changed else made
    elif isinstance(made, tuple):
        fit_items = [cleaned(one) for one in made]
        same = all(one is other for one, other in zip(fit_items, made, strict=True))
        found = made if same else (type(made)(*fit_items) if hasattr(made, "_fields") else tuple(fit_items))
    elif isinstance(made, dict):
        fit = {cleaned(key): cleaned(value) for key, value in made.items()}
        found = made if fit == made else fit
    return cast(Made, found)
