"""A return for a partner as a workbook: empty, or laid out as the last one with the next periods ready."""

from datetime import UTC, datetime

from dashboard.store.store import Store
from loaders._earlier import earlier, earlier_meetings
from loaders._forms import forms
from loaders._marac import Meetings
from loaders._meeting_form import write_meetings
from loaders._return_form import write_form


def write_template(source: str) -> bytes:
    """The empty return of a source as an .xlsx file. Raises KeyError where there is none."""
    form = forms()[source]
    return write_meetings(form) if isinstance(form, Meetings) else write_form(form)


def refilled(store: Store, source: str, area: str) -> bytes | None:
    """The return of a source laid out as its last one for an area; None where there was none."""
    form = forms()[source]
    if isinstance(form, Meetings):
        held = earlier_meetings(store, area)
        return write_meetings(form, held) if held else None
    last = earlier(store, form, area)
    return write_form(form, last, today=datetime.now(UTC).date()) if last else None
