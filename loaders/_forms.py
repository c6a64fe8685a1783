"""The returns that partners fill in: every source that has a form, and what its form asks for."""

from loaders._marac import Meetings
from loaders._registry import all_loaders
from loaders._return_measures import Return

Form = Return | Meetings


def forms() -> dict[str, Form]:
    """Forms by source: those that loaders declare as FORM."""
    declared = {code: vars(loader).get("FORM") for code, loader in all_loaders().items()}
    return {code: form for code, form in declared.items() if isinstance(form, Form)}


def templates() -> dict[str, str]:
    """Sources that have a form, with their titles."""
    return {code: form.source.title for code, form in forms().items()}
