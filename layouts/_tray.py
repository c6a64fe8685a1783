"""The tray as the upload page shows it: every file, what is wrong with them, what can be done with all."""

import json
import time
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dash import html

from dashboard.store.pending import AT_ONCE, RUNNING, Pending
from layouts._parts.buttons import act, files
from layouts._parts.decisions import decided
from layouts._parts.pending import entry, keepable, slot
from layouts._parts.problems import error_summary
from layouts._parts.uploads import recent
from layouts._view import store
from loaders._job import start

Document = dict[str, Any]


@dataclass(frozen=True)
class Tray:
    """The files of the tray at one moment."""

    files: list[Pending]

    @cached_property
    def reports(self) -> dict[str, Document]:
        return store().pending.reports([file.token for file in self.files])

    @property
    def running(self) -> bool:
        return any(file.running for file in self.files)

    @cached_property
    def keepable(self) -> list[str]:
        ready = [file for file in self.files if file.state == "ready"]
        return [file.token for file in ready if keepable(file, self.reports.get(file.token, {}))]

    @property
    def alone(self) -> str:
        """The only file there is to keep, once every other is done."""
        return self.keepable[0] if len(self.keepable) == 1 and not self.running else ""

    @property
    def marks(self) -> dict[str, str]:
        """What tells whether a file is shown as it is."""
        return {file.token: file.mark + ("+" if file.token == self.alone else "") for file in self.files}

    def entry(self, file: Pending) -> html.Section:
        return entry(file, self.reports.get(file.token, {}), alone=file.token == self.alone)

    def entries(self) -> list[Any]:
        """Every file in its slot."""
        if not self.files:
            return []
        return [html.H2("Files handed in", tabIndex=-1), *(slot(file.token, self.entry(file)) for file in self.files)]

    def summary(self) -> html.Div | None:
        """The error summary of the files that were not accepted."""
        refused = [(file, self.reports.get(file.token, {})) for file in self.files if file.state == "refused"]
        return error_summary(refused)

    def together(self) -> html.Div | None:
        """What can be done with several files at once, when nothing is being worked on."""
        refused = [file for file in self.files if file.state == "refused"]
        several = len(self.keepable) > 1
        buttons = [
            act(f"Keep all {files(len(self.keepable))} that are ready", "keep-all", hook="upload-commit")
            if several
            else None,
            act(f"Drop the {files(len(refused))} not accepted", "drop-refused", quiet=True)
            if len(refused) > 1
            else None,
        ]
        return html.Div(buttons, className="keep together") if any(buttons) and not self.running else None

    def said(self) -> str:
        """How far everything is, for those who hear the page."""
        going = sum(file.running for file in self.files)
        if going:
            return f"Working on {going} of {files(len(self.files))}."
        refused = sum(file.state == "refused" for file in self.files)
        words = [f"{files(len(self.keepable))} ready to be kept"] if self.keepable else []
        words += [f"{files(refused)} not accepted"] if refused else []
        return ", ".join(words) + "." if words else ""


def tray() -> Tray:
    """The tray now; what waits in it is set going."""
    found = store().pending.all()
    waiting = any(file.state in ("waiting", "agreed") for file in found)
    if waiting and sum(file.state in RUNNING for file in found) < AT_ONCE:
        start(store())
        found = store().pending.all()
    return Tray(found)


def tick(files: list[Pending], wish: str) -> html.Span:
    """Tells the browser's script that an answer came, how far each file is, and whether to ask again.

    `wish` is where the script asks. Progress travels here and not in the files, so that no button is drawn anew
    under the finger that presses it.
    """
    going = {file.token: [file.stage, round(file.progress, 2)] for file in files if file.running}
    marks = {"data-tick": str(time.time_ns()), "data-wish": wish, "data-going": json.dumps(going)}
    return html.Span(**marks)


def below() -> list[Any]:
    """What stands under the tray: decisions and the newest uploads."""
    return [decided(store().decisions.standing()), recent(store().uploads())]
