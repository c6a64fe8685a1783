"""One file of the tray: its name, how far it is, what its check says, and what can be done with it."""

from typing import Any

from dash import html

from dashboard.metrics.when import when
from dashboard.store.pending import Pending
from layouts._parts.buttons import act
from layouts._parts.preview import COUNTS, notes, preview, recognised
from layouts._parts.problems import FEW, MANY, problems

Document = dict[str, Any]
_STATES = {
    "waiting": "Waits for its check",
    "checking": "Being checked",
    "stopping": "Being stopped",
    "ready": "Ready to be kept",
    "refused": "Not accepted",
    "stopped": "Stopped",
    "failed": "Not checked",
    "interrupted": "Interrupted",
    "agreed": "Waits to be kept",
    "keeping": "Being kept",
    "kept": "Kept",
}
_INTERRUPTED = "The work on this file was interrupted. Check it again: that also shows whether its figures were kept."
_STOPPED = "The check was stopped. Nothing was kept."


def keepable(file: Pending, report: Document) -> bool:
    """Whether keeping the file would do anything."""
    return file.state == "ready" and not (report.get("same_as") and report.get("status") == "unchanged")


def slot(token: str, entry: html.Section) -> html.Div:
    """The place of a file in the list, filled anew when the file gets on."""
    return html.Div(entry, id={"type": "pending-file", "token": token})


def entry(file: Pending, report: Document, *, alone: bool = False, whole: bool = False) -> html.Section:
    """A file; `alone` when it is the only one that can be kept, `whole` on a page of its own."""
    head = html.Div([html.H3(file.file, tabIndex=-1, className="held"), tag(file, report)], className="card-head")
    known = [*recognised(report), " "] if file.state in ("ready", "refused") else []
    came = html.P([*known, f"Handed in by {file.added_by} on {when(file.added_at)}."], className="came")
    return html.Section(
        [
            head if not whole else None,
            came,
            *_body(file, report, whole=whole),
            html.Div(_buttons(file, report, alone=alone), className="keep"),
        ],
        className="file slim" if file.running or file.state == "kept" else "file",
        **{
            "aria-label": file.file,
            "data-testid": "upload-file",
            "data-file": file.token,
            "data-state": file.state,
            "data-status": report.get("status", ""),
        },
    )


def tag(file: Pending, report: Document) -> html.Span:
    return html.Span(state_words(file, report), className=f"tag tag-{file.state}")


def state_words(file: Pending, report: Document) -> str:
    nothing = file.state in ("ready", "kept") and report.get("status") == "unchanged"
    return "Nothing new" if nothing else _STATES[file.state]


def _body(file: Pending, report: Document, *, whole: bool) -> list[Any]:
    listed = problems(file, report, most=MANY if whole else FEW)
    if file.state in ("checking", "stopping", "keeping"):
        return [_progress(file)]
    if file.state in ("stopped", "interrupted"):
        return [html.P(_STOPPED if file.state == "stopped" else _INTERRUPTED)]
    if file.state == "failed":
        return [html.P(report.get("failed", ""))]
    if file.state == "refused":
        return listed
    if file.state == "kept":
        return [_kept(report)]
    if file.state == "ready":
        return [_nothing_new(report), *preview(report, file.token, whole=whole), *listed, *notes(report)]
    return []


def _progress(file: Pending) -> html.Div:
    name = f"Progress of {file.file}"
    bar = html.Progress(value=str(round(file.progress, 2)), max="1", **{"aria-label": name})
    return html.Div([bar, html.Span(file.stage, className="stage")], className="going")


def _nothing_new(report: Document) -> html.P | None:
    if report["status"] != "unchanged":
        return None
    same = report.get("same_as")
    if same:
        return html.P(
            f"This very file was kept by {same['by']} on {when(same['at'])} as upload {same['upload']}. "
            "There is nothing to keep."
        )
    return html.P("Every figure in it stands already. Kept, it is recorded as a file that confirms them.")


def _kept(report: Document) -> html.P:
    counts = ", ".join(f"{report['counts'][name]:,} {name}" for name in COUNTS)
    warnings = len(report["problems"])
    stay = f" {warnings:,} warning{' stays' if warnings == 1 else 's stay'} beside its figures." if warnings else ""
    return html.P([html.Strong(f"Kept as upload {report['upload']}"), f": {counts}.{stay}"])


def _buttons(file: Pending, report: Document, *, alone: bool) -> list[Any]:
    def made(words: str, name: str, **more: Any) -> html.Button:
        return act(words, name, about=file.file, token=file.token, **more)

    hook = "upload-commit" if alone else ""
    drop = made("Drop", "drop", quiet=True)
    if file.state == "ready":
        return [made("Keep", "keep", hook=hook) if keepable(file, report) else None, drop]
    if file.state in ("refused", "stopped", "failed", "interrupted"):
        again = made("Check again", "again", quiet=True) if not report.get("lost") else None
        return [again, drop]
    if file.state in ("waiting", "checking"):
        return [made("Stop", "stop", quiet=True)]
    if file.state == "agreed":
        return [made("Do not keep yet", "stop", quiet=True)]
    return [made("Take off this list", "drop", quiet=True)] if file.state == "kept" else []
