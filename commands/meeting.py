"""safer meeting add, list and freeze: meetings, and the moments they name."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from commands._common import Area, AsJson, Database, Quarter, Strategy, board, opened, out, print_json, user
from dashboard.scorecard import meetings
from dashboard.scorecard.meetings import Fixed, Meeting
from dashboard.settings import Settings
from loaders._post import frozen as send_paper

Code = Annotated[str, typer.Argument(help="The meeting's code, such as 2026-09-strategic-group.")]
As = Annotated[str | None, typer.Option("--as", help="The role in which you do it, such as Chair.")]
app = typer.Typer(help="Meetings: add one, list them, freeze what one saw.", no_args_is_help=True)


@app.command("add")
def add(
    code: Code,
    title: Annotated[str, typer.Option("--title", help="What the meeting is called.")],
    date: Annotated[str | None, typer.Option("--date", help="The day it meets, such as 2026-09-14; today.")] = None,
    strategy: Strategy = None,
    quarter: Quarter = None,
    area: Area = None,
    role: As = None,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Add a meeting with the usual agenda: matters arising, exceptions, every priority, reports."""
    asked = {"strategy": strategy or Settings().strategy, "quarter": quarter, "area": area or Settings().area}
    day = date or datetime.now(UTC).date().isoformat()
    with opened(database) as store:
        planned = meetings.planned(board(store), code, title=title, date=day, **asked)
        _tell(meetings.add(store, planned, by=role or user()), as_json)


@app.command("list")
def listed(as_json: AsJson = False, database: Database = None) -> None:
    """Every meeting, the latest first."""
    with opened(database) as store:
        found = meetings.listed(store)
    if as_json:
        print_json({"meetings": [meeting.document() for meeting in found]})
        return
    for meeting in found:
        out(_line(meeting))
    if not found:
        out("There is no meeting yet. `safer meeting add` adds one.")


@app.command("freeze")
def freeze(code: Code, role: As = None, as_json: AsJson = False, database: Database = None) -> None:
    """Freeze what a meeting saw: from now on --as-at CODE shows exactly that. Twice changes nothing."""
    with opened(database) as store:
        try:
            found = meetings.freeze(store, code, by=role or user())
            send_paper(store, found)
        except Fixed as fixed:
            if not as_json:
                out(str(fixed))
                return
            found = meetings.one(store, code)
    _tell(found, as_json)


def _tell(meeting: Meeting, as_json: bool) -> None:
    if as_json:
        print_json(meeting.document())
        return
    out(_line(meeting))


def _line(meeting: Meeting) -> str:
    state = f"frozen {meeting.frozen.moment} by {meeting.frozen.by}" if meeting.frozen else "not frozen"
    return (
        f"{meeting.code}  {meeting.date}  {meeting.strategy} {meeting.quarter} {meeting.area}  {meeting.title}: {state}"
    )


APPS = {"meeting": app}
