"""Checking and keeping a file from the tray: what its page shows, ready to be put down."""

from collections import Counter
from dataclasses import replace
from hashlib import sha256
from typing import Any

from dashboard.store.changes import packed
from dashboard.store.difference import Difference
from dashboard.store.moments import iso, now
from dashboard.store.pending import Document, Outcome, Pending, matter
from dashboard.store.store import Store
from loaders._load import Prepared, Progress, keep, prepare, preview

Upload = dict[str, Any]


def checked(store: Store, file: Pending, content: bytes, progress: Progress) -> Outcome:
    """The preview of a file: ready or refused."""
    return _previewed(store, prepare(store, file.file, content, progress=progress), progress)


def kept(store: Store, file: Pending, content: bytes, progress: Progress) -> Outcome:
    """Keep a file as its preview was agreed to; if something else stands by now, a new preview that says so."""
    report = store.pending.reports([file.token])[file.token]
    prepared = prepare(store, file.file, content, progress=progress)
    result = keep(
        store,
        prepared,
        by=file.agreed_by or file.added_by,
        accepted=_still_there(file.accepted, report),
        expected=file.fingerprint,
        progress=progress,
    )
    if result["status"] == "stale":
        outcome = _previewed(store, prepared, progress)
        since = _since(store, file.seen_at or file.added_at, result["source"])
        return replace(outcome, report=outcome.report | {"since": since})
    if result["status"] == "refused":
        return Outcome("refused", result, result["source"], seen_at=now())
    told = {name: report[name] for name in ("rag_flips", "replaces") if name in report}
    changes = store.pending.changes(file.token)
    return Outcome("kept", result | told, result["source"], file.fingerprint, now(), changes)


def _previewed(store: Store, prepared: Prepared, progress: Progress) -> Outcome:
    moment = now()
    result, difference = preview(store, prepared, progress=progress)
    if result["status"] == "refused" or prepared.reading is None:
        return Outcome("refused", result, result["source"], seen_at=moment)
    uploads = {row["upload"]: row for row in store.uploads()}
    more: Document = {"replaces": _replaces(difference, uploads), "same_as": _same(prepared.content, uploads)}
    titles = {str(row["code"]): str(row["title"]) for row in store.series()} if difference.gone else {}
    changes = packed(difference, prepared.reading, titles)
    return Outcome("ready", result | more, result["source"], difference.fingerprint, moment, changes)


def _replaces(difference: Difference, uploads: dict[int, Upload]) -> list[Document]:
    """The uploads whose figures would no longer stand, and how many of each."""
    standing = [before for _, before in difference.changed] + [gone.standing for gone in difference.gone]
    counted = Counter(figure.upload for figure in standing)
    return [_named(uploads[number]) | {"figures": count} for number, count in counted.most_common()]


def _same(content: bytes, uploads: dict[int, Upload]) -> Document | None:
    """The upload that holds the very same bytes and still counts."""
    digest = sha256(content).hexdigest()
    found = (row for row in uploads.values() if row["sha256"] == digest and not row["undone_at"])
    return next((_named(row) for row in found), None)


def _since(store: Store, moment: int, source: str) -> list[Document]:
    """Uploads kept or undone since a moment: those of the same source, or all where none of it was."""
    seen, found = iso(moment), []
    for row in store.uploads():
        if row["undone_at"] and row["undone_at"] > seen:
            found.append(_named(row) | {"source": row["source"], "undone": row["undone_at"], "by": row["undone_by"]})
        elif row["loaded_at"] > seen:
            found.append(_named(row) | {"source": row["source"], "undone": None})
    return [row for row in found if row["source"] == source] or found


def _named(row: Upload) -> Document:
    return {"upload": row["upload"], "file": row["file"], "at": row["loaded_at"], "by": row["loaded_by"]}


def _still_there(accepted: list[Document], report: Document) -> list[Document]:
    """What was accepted of the problems the preview names; others are no longer in the file."""
    named = {matter(problem) for problem in report.get("problems", [])}
    return [entry for entry in accepted if matter(entry) in named]
