"""safer changes: what changed between two moments."""

from typing import Annotated

import typer

from commands._common import Area, AsJson, Database, Quarter, Strategy, board, opened, out, print_json
from dashboard.scorecard.between import between
from dashboard.scorecard.changes import Changes
from dashboard.settings import Settings

_MOMENT = "A date, a time (UTC), or the code of a frozen meeting"


def changes(
    since: Annotated[str, typer.Option("--from", help=f"{_MOMENT}.")],
    until: Annotated[str | None, typer.Option("--to", help=f"{_MOMENT}; now.")] = None,
    strategy: Strategy = None,
    quarter: Quarter = None,
    area: Area = None,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Figures, statuses, judgements, targets and actions that changed between two moments."""
    asked = (strategy or Settings().strategy, quarter, area or Settings().area)
    with opened(database) as store:
        found = between(board(store), *asked, since=since, until=until)
    if as_json:
        print_json(found.model_dump(mode="json", by_alias=True))
        return
    _tell(found)


def _tell(found: Changes) -> None:
    out(f"{found.strategy}, {found.quarter_label}, {found.area_name}: from {found.since} to {found.until or 'now'}")
    for rag in found.rags:
        out(f"{rag.title}: {rag.was} → {rag.now}. {rag.reason}")
    for value in found.values:
        source = f" (upload {value.upload}, {value.file})" if value.upload else ""
        out(f"{value.title}, {value.period_label}: {value.words}{source}")
    for word in (*found.judgements, *found.targets):
        out(f"{word.title}: {word.was or 'nothing'} → {word.now or 'nothing'}")
    for action in found.actions:
        out(f"{action.minute} {action.resolution}: {action.was or 'new'} → {action.now or 'withdrawn'}")
    if not found.any:
        out("Nothing has changed.")


COMMANDS = {"changes": changes}
