"""The letter that asks for figures that are due or late: to a partner for its return, to a publisher for news."""

from dashboard.metrics.schedule import Expected, day
from dashboard.records import UNPUBLISHED, SourceSpec
from dashboard.scorecard.arrivals import Arrival, Waiting
from dashboard.store.ledger import Brought

_SIGNED = "Thank you,\nCommunity safety team"


def chaser(arrival: Arrival, *, form: bool) -> str:
    """A letter ready to be sent; `form` says whether there is an empty return to go with it. Names roles only.

    A partner's own spreadsheet is asked for as it is.
    """
    source, wanted = arrival.source, arrival.next
    assert wanted is not None, "only what is expected can be asked for"
    own = source.licence == UNPUBLISHED
    due = f"{'were' if wanted.days > 0 else 'are'} due on {day(wanted.due)}"
    parts = [
        f"Subject: {source.title}: figures for {wanted.period.short} {due}",
        "Dear colleague,",
        f"{_asked(source, wanted, form or own)} {_held(arrival.last)}",
        _needed(arrival.waiting),
        _return(source.code) if form else _as_before() if own else _publication(),
        _SIGNED,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _asked(source: SourceSpec, wanted: Expected, form: bool) -> str:
    what, who = f"“{source.title}”", "The community safety partnership"
    due = day(wanted.due)
    if wanted.days <= 0:
        return f"{who} needs {what} for {wanted.period.label} by {due}."
    if form:
        return " ".join(
            [f"{who} is waiting for {what} for {wanted.period.label}.", f"It was due on {due}.", *_since(wanted)]
        )
    said = [
        f"{who} reports from {what} ({source.publisher}).",
        f"Its figures for {wanted.period.label} were due on {due}.",
    ]
    return " ".join([*said, *_since(wanted)])


def _since(wanted: Expected) -> list[str]:
    """What else has fallen due since."""
    more = wanted.overdue[1:]
    if len(more) == 1:
        return [f"Since then {more[0].short} has fallen due too."]
    return [f"Since then {more[0].short} to {more[-1].short} have fallen due too."] if more else []


def _held(last: Brought | None) -> str:
    return f"The newest figures we hold are for {last.period.label}." if last else "None has come yet."


def _needed(waiting: tuple[Waiting, ...]) -> str:
    titles = list(dict.fromkeys(one.title for one in waiting))
    if not titles:
        return ""
    which = "This measure" if len(titles) == 1 else "These measures"
    return "\n".join([f"{which} cannot be reported without it:", *(f"- {title}" for title in titles)])


def _return(code: str) -> str:
    return (
        f"Please send it as a spreadsheet. The empty return is attached: {code}.xlsx (made by: safer template {code} "
        f"--output {code}.xlsx). Where a figure is not there yet, write “not yet published” in its cell. If you cannot "
        "send it within a week, please tell us when we can expect it."
    )


def _as_before() -> str:
    return (
        "Please send it as a spreadsheet that is laid out as before: it is then read by itself. If you cannot send it "
        "within a week, please tell us when we can expect it."
    )


def _publication() -> str:
    return "Please tell us whether they have been published and where, or when we can expect them."
