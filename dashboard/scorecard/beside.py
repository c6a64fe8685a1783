"""What is noted of a priority beside its narratives, commitments and actions, in whatever words their notes have."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dashboard.store.notes import Note
from dashboard.strategy import Priority

# for each thing that is shown the names it may have in a note's body, the best first
_NAMES = {
    "title": ("title", "what", "action", "commitment", "text"),
    "status": ("status", "state", "rag"),
    "qualifier": ("qualifier",),
    "owner": ("owner", "lead", "who"),
    "due": ("due", "due_on", "by_when"),
    "text": ("narrative", "update", "text", "words"),
}


class Beside(NamedTuple):
    """A commitment or an action in words; empty where its note does not say."""

    title: str
    status: str = ""
    qualifier: str = ""
    owner: str = ""
    due: str = ""
    text: str = ""


def beside(priority: Priority, notes: Iterable[Note], quarter: str | None = None) -> tuple[Beside, ...]:
    """The notes about a priority or one of its commitments, those of `quarter` where they name one."""
    titles = _titles(priority)
    found = []
    for note in notes:
        parts = note.subject.split("/")
        about = next((code for code in titles if code in parts or note.body.get("priority") == code), None)
        elsewhen = quarter is not None and any(part.startswith("FY") and part != quarter for part in parts)
        if about and not elsewhen:
            said = {name: _first(note.body, names) for name, names in _NAMES.items()}
            said["title"] = (said["title"] or parts[-1]) if about == priority.code else titles[about]
            found.append(Beside(**said | ({"text": ""} if said["text"] == said["title"] else {})))
    return tuple(found)


def _titles(priority: Priority) -> dict[str, str]:
    """What a note can be about: the priority, and its commitments where the strategy declares them."""
    commitments = getattr(priority, "commitments", ())
    return {one.code: str(getattr(one, "title", one.code)) for one in commitments} | {priority.code: priority.title}


def _first(body: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((str(body[name]) for name in names if isinstance(body.get(name), str | int) and body[name]), "")
