"""What the buttons of the upload pages ask for, done: the words a browser sends are checked here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dashboard.store.pending import Pending, matter
from layouts._parts.buttons import files
from layouts._person import signer
from layouts._view import store
from loaders._mapping.drift import begins

_LONGEST = 500
_MARK = 16
Document = dict[str, Any]


@dataclass(frozen=True)
class Wish:
    """An act and what it is about; `marks` are what the page shows of each file, by token."""

    act: str = ""
    token: str = ""
    place: str = ""
    text: str = ""
    source: str = ""
    code: str = ""
    subject: str = ""
    marks: tuple[tuple[str, str], ...] = ()

    @property
    def mark(self) -> str:
        return dict(self.marks).get(self.token, "")


def wish_of(sent: object, marks: object) -> Wish:
    """A wish from what the browser sent; what is no plain text of a decent length is left out."""
    words = sent if isinstance(sent, dict) else {}
    names = ("act", "token", "place", "text", "source", "code", "subject")
    found = {name: value for name in names if isinstance(value := words.get(name), str) and len(value) <= _LONGEST}
    known = marks if isinstance(marks, dict) else {}
    pairs = tuple((str(token), str(mark)[:_MARK]) for token, mark in known.items())
    return Wish(**found, marks=pairs)


def grant(wish: Wish) -> str:
    """Do what is wished; returns the sentence that says so, empty where there is nothing to say."""
    act = _ACTS.get(wish.act)
    return act(wish) if act else ""


def _keep(wish: Wish) -> str:
    file = store().pending.one(wish.token)
    if file is None:
        return "The file is no longer here."
    if store().pending.agree(wish.token, mark=wish.mark, by=signer()):
        return f"Keeping {file.file}."
    return f"What {file.file} would change has changed since you saw it. Look at it again."


def _keep_all(wish: Wish) -> str:
    by, ready = signer(), _keepable()
    agreed = [store().pending.agree(token, mark=mark, by=by) for token, mark in wish.marks if token in ready]
    return f"Keeping {files(sum(agreed))}."


def _keepable() -> set[str]:
    """Files that are ready and would change or confirm something."""
    ready = [file.token for file in store().pending.all() if file.state == "ready"]
    reports = store().pending.reports(ready)
    return {t for t, report in reports.items() if report["status"] != "unchanged" or not report.get("same_as")}


def _stop(wish: Wish) -> str:
    return "Stopping." if store().pending.stop(wish.token) else "It is done already and cannot be stopped."


def _again(wish: Wish) -> str:
    return "It is checked again." if store().pending.again(wish.token) else "It cannot be checked again now."


def _drop(wish: Wish) -> str:
    file = store().pending.one(wish.token)
    if file is None or not store().pending.drop(wish.token):
        return "It cannot be dropped while it is worked on. Stop it first." if file else ""
    return (
        f"{file.file} is off the list." if file.state == "kept" else f"{file.file} is dropped. Nothing of it is kept."
    )


def _drop_refused(wish: Wish) -> str:
    refused = [
        file.token for file in store().pending.all() if file.state == "refused" and file.token in dict(wish.marks)
    ]
    return f"{files(sum(map(store().pending.drop, refused)))} dropped."


def _accept(wish: Wish) -> str:
    file, problem = _problem(wish)
    if not file or not problem or problem["severity"] != "warning":
        return "The file has been checked again meanwhile. Look at it again."
    if not wish.text.strip():
        return "Give a reason: say why the warning may stand."
    about = {name: problem[name] for name in ("code", "subject", "message", "sheet", "cell")}
    at = datetime.now(UTC).isoformat(timespec="seconds")
    entry = about | {"reason": wish.text.strip(), "by": signer(), "at": at}
    others = [kept for kept in file.accepted if matter(kept) != matter(entry)]
    done = store().pending.accept(wish.token, mark=wish.mark, accepted=[*others, entry])
    return "The warning is accepted for this file." if done else "The file has been checked again meanwhile."


def _unaccept(wish: Wish) -> str:
    file, problem = _problem(wish)
    if not file or not problem:
        return ""
    others = [kept for kept in file.accepted if matter(kept) != matter(problem)]
    done = store().pending.accept(wish.token, mark=wish.mark, accepted=others)
    return "The warning is no longer accepted." if done else ""


def _decide(verdict: str) -> Callable[[Wish], str]:
    """Decide about the matter of a problem for every file of its source, and check the waiting ones again."""

    def decide(wish: Wish) -> str:
        file, problem = _problem(wish)
        if not file or not problem or not file.source:
            return "The file has been checked again meanwhile. Look at it again."
        if verdict == "join" and begins(problem["subject"]):
            return "It is new: there is nothing to join it with."
        reason = wish.text.strip()
        if verdict == "accept" and not reason:
            return "Give a reason: say why the warning may stand."
        about = {"source": file.source, "code": problem["code"], "subject": problem["subject"]}
        store().decisions.decide(**about, verdict=verdict, reason=reason, by=signer())
        return f"Decided. {files(store().pending.recheck(file.source))} of this source checked again."

    return decide


def _withdraw(wish: Wish) -> str:
    if not store().decisions.withdraw(source=wish.source, code=wish.code, subject=wish.subject):
        return "The decision is no longer in force."
    store().pending.recheck(wish.source)
    return "The decision is withdrawn."


def _problem(wish: Wish) -> tuple[Pending | None, Document | None]:
    """The file and the problem a wish is about, as long as they are the ones the page shows."""
    file = store().pending.one(wish.token)
    if file is None or file.mark != wish.mark or not wish.place.isdecimal():
        return None, None
    found: list[Document] = store().pending.reports([wish.token])[wish.token].get("problems", [])
    return file, found[int(wish.place)] if int(wish.place) < len(found) else None


_ACTS: dict[str, Callable[[Wish], str]] = {
    "keep": _keep,
    "keep-all": _keep_all,
    "stop": _stop,
    "again": _again,
    "drop": _drop,
    "drop-refused": _drop_refused,
    "accept": _accept,
    "unaccept": _unaccept,
    "always": _decide("accept"),
    "error": _decide("error"),
    "join": _decide("join"),
    "apart": _decide("apart"),
    "withdraw": _withdraw,
}
