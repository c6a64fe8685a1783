"""safer series and safer observations: what is held, and its figures."""

import sys
from typing import Annotated, cast

import typer

from commands._common import Area, AsAt, AsJson, Database, Unsuppressed, disclosure, opened, out, print_json
from dashboard.packs.leaving import Value
from dashboard.packs.separated import separated
from dashboard.scorecard.listing import COLUMNS, series_list
from dashboard.scorecard.listing import observations as listed


def series(as_json: AsJson = False, database: Database = None) -> None:
    """Every series: code, title, unit, source, areas, first and last period."""
    with opened(database) as store:
        rows = series_list(store)
    if as_json:
        print_json({"series": rows})
        return
    for row in rows:
        out(f"{row['code']:<50} {row['unit']:<20} {row['first']} to {row['last']}  {row['title']}")


def observations(
    series: Annotated[str, typer.Argument(help="A series code; `safer series` lists them.")],
    area: Area = None,
    grain: Annotated[str | None, typer.Option("--grain", help="month, quarter, year or r12.")] = None,
    start: Annotated[str | None, typer.Option("--from", help="First period.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last period.")] = None,
    as_at: AsAt = None,
    format_: Annotated[str, typer.Option("--format", help="csv or json.")] = "csv",
    unsuppressed: Unsuppressed = False,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Current values; quarters and years are derived by the series' own rule."""
    if format_ not in ("csv", "json") or grain not in (None, "month", "quarter", "year", "r12"):
        typer.echo("safer: --format is csv or json; --grain is month, quarter, year or r12.", err=True)
        raise typer.Exit(2)
    with opened(database) as store:
        kept = disclosure(store, unsuppressed=unsuppressed)
        rows = listed(store, series, area=area, grain=grain, start=start, end=end, as_at=as_at, disclosure=kept)
    if format_ == "json" or as_json:
        print_json({"observations": rows})
        return
    cells = (tuple(cast(Value, row[name]) for name in COLUMNS) for row in rows)
    sys.stdout.write(separated(COLUMNS, cells, line="\n"))


COMMANDS = {"series": series, "observations": observations}
