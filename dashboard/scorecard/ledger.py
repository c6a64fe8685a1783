"""The ledger in words: what an upload covers and revised, its warnings, and what undoing it does."""

import unicodedata
from collections.abc import Iterable
from typing import Any, NamedTuple

from dashboard.disclosure import Rules, rules
from dashboard.metrics.wording import shortest
from dashboard.periods import MONTHS
from dashboard.scorecard.kept_back import unquoted
from dashboard.store.difference import Counts
from dashboard.store.ledger import Entry
from dashboard.store.store import Store

Document = dict[str, Any]


class Kept(NamedTuple):
    """A warning kept with an upload: its place (Sheet!B7 or empty) and, where somebody let it pass, why and who."""

    code: str
    message: str
    place: str
    reason: str
    by: str

    @property
    def accepted(self) -> bool:
        return bool(self.reason)


def uploads(store: Store, disclosure: Rules | None = None) -> list[Document]:
    """Every upload, newest first, as `safer uploads --json` prints it; warnings that quote people's figures do not."""
    guards = (rules() if disclosure is None else disclosure).guards
    return [_unquoted(row) if guards(row["source"]) else row for row in store.uploads()]


def _unquoted(row: Document) -> Document:
    return row | {name: [unquoted(problem) for problem in row[name]] for name in ("problems", "accepted")}


def warnings(problems: Iterable[Document], accepted: Iterable[Document]) -> tuple[Kept, ...]:
    """Every warning, with the reason for which it was accepted in this file or for all files of its source."""
    here = {matter(one): one for one in accepted}
    found = []
    for problem in problems:
        answer = here.get(matter(problem), {})
        place = "!".join(part for part in (problem.get("sheet"), problem.get("cell")) if part)
        reason = str(answer.get("reason") or problem.get("accepted") or "")
        found.append(Kept(problem["code"], problem["message"], place, reason, str(answer.get("by") or "")))
    return tuple(found)


def matter(problem: Document) -> tuple[object, ...]:
    """What a warning and its acceptance have in common."""
    return tuple(problem.get(name) for name in ("code", "message", "sheet", "cell"))


def warnings_in_words(problems: Iterable[Document], accepted: Iterable[Document]) -> list[str]:
    """How many warnings were kept and how many accepted, and each accepted one with its reason."""
    kept = warnings(problems, accepted)
    if not kept:
        return []
    passed = [warning for warning in kept if warning.accepted]
    head = counted(len(kept), "warning") + " kept" + (f", {len(passed):,} accepted" if passed else "")
    return [head, *(f"accepted {w.code}: {w.message} Reason: {w.reason}" for w in passed)]


def undone_words(counts: Counts, *, would: bool) -> str:
    """What undoing an upload would do, or did, figure by figure."""
    if would:
        told = ("would go", "would go back to what other files say", "that it had ended would stand again")
        nothing = "No figure would change: other files say the same."
    else:
        told = ("went", "went back to what other files say", "that it had ended stand again")
        nothing = "No figure changed."
    said = [f"{n:,} {words}" for n, words in zip((counts.gone, counts.changed, counts.new), told, strict=True) if n]
    if not said:
        return nothing
    if stay := counts.unchanged:
        verb, them = ("stay", "them") if stay > 1 else ("stays", "it")
        said.append(f"{stay:,} {'would stay' if would else verb} as later files have {them}")
    return f"Of the figures it touched, {_listed(said)}."


def revised_words(entry: Entry) -> str:
    """How much of what stood this edition revised, and by how much: the median and the largest, in per cent."""
    shared = entry.changed + entry.unchanged
    if entry.revised is None:
        return "Not recorded"
    if not shared:
        return "All new"
    if not entry.revised:
        return f"None of {counted(shared, 'shared figure')}"
    head = f"{entry.revised:,} of {counted(shared, 'shared figure')} ({share(entry.revised * 100 / shared)})"
    if entry.median_revision is None or entry.largest_revision is None:
        return head
    return f"{head}; median {share(entry.median_revision)}, largest {share(entry.largest_revision)}"


def share(per_cent: float) -> str:
    """12.3%; under 0.1% where rounding would make nothing of something."""
    return "under 0.1%" if 0 < per_cent < 0.1 else f"{shortest(per_cent)}%"


def covers_words(entry: Entry) -> str:
    """The months an upload has figures of: Apr 2023 to Jun 2024."""
    if entry.first_month is None or entry.last is None:
        return "No figures yet"
    first = f"{MONTHS[entry.first_month % 100 - 1]} {entry.first_month // 100}"
    last = f"{MONTHS[entry.last.last % 12]} {entry.last.last // 12}"
    return first if first == last else f"{first} to {last}"


def plain(name: str) -> str:
    """A name as it can be shown: characters that are not seen, or turn the text around, become a mark."""
    return "".join("�" if unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs", "Cn") else letter for letter in name)


def download_name(number: int, name: str) -> str:
    """A name that every system takes for a file: letters, digits and . - _ ( ) only, after the upload's number."""
    kept = "".join(letter if letter.isalnum() or letter in ".-_() " else "_" for letter in plain(name))
    base = " ".join(kept.strip(" .").split())[-120:].lstrip(" .") or "file"
    return f"upload {number} {base}"


def counted(number: int, what: str) -> str:
    """1 warning, 2 warnings."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
