"""Observations as the command and the API list them: as stored, or derived to a longer grain."""

from collections import defaultdict
from collections.abc import Collection

from dashboard.disclosure import Rules, rules
from dashboard.errors import UnknownSeries
from dashboard.metrics.aggregate import derive, ratio
from dashboard.periods import Grain, Period, parse
from dashboard.records import SeriesSpec
from dashboard.scorecard.veil import Veil, veil
from dashboard.store.observations import Stored
from dashboard.store.store import Store

COLUMNS = ("series", "area", "area_name", "period", "start", "end", "breakdown", "value", "status", "upload")
Row = dict[str, object]
_YEARS = (Grain.YEAR, Grain.CALENDAR)


def observations(
    store: Store,
    series: str,
    *,
    area: str | None = None,
    areas: Collection[str] = (),
    grain: str | None = None,
    start: str | None = None,
    end: str | None = None,
    as_at: str | None = None,
    disclosure: Rules | None = None,
) -> list[Row]:
    """Rows of `COLUMNS`, by area, breakdown and period; what is kept back has no value and is called suppressed.

    Of one `area`, of `areas`, or of all. `grain` is month, quarter, year (financial, and calendar where published so)
    or r12; without it the rows are as stored. Raises UnknownSeries.
    """
    specs = store.specs(as_at)
    known = sorted(specs) if as_at else [str(row["code"]) for row in store.series()]
    if series not in known:
        near = [code for code in known if code.split(".")[0] == series.split(".")[0]][:5]
        hint = f"Series of that family: {', '.join(near)}." if near else "`safer series` lists them."
        raise UnknownSeries(code=series, hint=hint)
    spec = specs[series]
    places = [area] if area else list(areas)
    parts = [part for part in (spec.numerator, spec.denominator) if part and spec.aggregation == "ratio" and grain]
    stored = store.observations([series, *parts], places, as_at)
    wanted = _grains(grain)
    rows = [_row(line) for line in stored if line.series == series and (not wanted or line.period.grain in wanted)]
    rows += _derived(stored, spec, wanted)
    kept = veil(store, rules() if disclosure is None else disclosure, store.specs(), places)
    return _between([_veiled(row, kept) for row in _unique(rows)], start, end)


def _veiled(row: Row, kept: Veil) -> Row:
    period = row["_period"]
    assert isinstance(period, Period)
    if not kept.hides(str(row["series"]), str(row["area"]), str(row["breakdown"]), period):
        return row
    return row | {"value": None, "status": "suppressed"}


def _grains(grain: str | None) -> tuple[Grain, ...]:
    if grain is None:
        return ()
    return _YEARS if grain == "year" else (Grain(grain),)


def _row(line: Stored) -> Row:
    return _shaped(line, line.period, line.value, line.status, line.upload)


def _shaped(line: Stored, period: Period, value: float | None, status: str, upload: int | None) -> Row:
    return {
        "series": line.series,
        "area": line.area,
        "area_name": line.area_name,
        "period": period.key,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "breakdown": line.breakdown,
        "value": value,
        "status": status,
        "upload": upload,
        "_period": period,
    }


def _derived(stored: list[Stored], spec: SeriesSpec, wanted: tuple[Grain, ...]) -> list[Row]:
    """Complete longer periods, where the series' own rule allows them."""
    groups: dict[tuple[str, str], list[Stored]] = defaultdict(list)
    for line in stored:
        groups[line.area, line.breakdown].append(line)
    rows = []
    for lines in groups.values():
        latest = max(line.upload for line in lines)
        for grain in wanted:
            if grain is Grain.CALENDAR:
                continue  # `year` is financial unless the series is published by calendar years
            for period, value in _longer(lines, spec, grain).items():
                first = lines[0]._replace(series=spec.code)
                rows.append(_shaped(first, period, value, "final", latest))
    return rows


def _longer(lines: list[Stored], spec: SeriesSpec, grain: Grain) -> dict[Period, float]:
    def part(code: str | None) -> dict[Period, float | None]:
        own = {line.period: line.value for line in lines if line.series == code}
        found = derive(own, grain, "sum" if spec.aggregation == "ratio" else spec.aggregation)
        return {p: d.value for p, d in found.items()}

    if spec.aggregation == "none":
        return {}
    if spec.aggregation == "ratio":
        over = part(spec.denominator)
        both = {p: ratio(v, over.get(p), spec.per) for p, v in part(spec.numerator).items()}
    else:
        both = part(spec.code)
    return {p: v for p, v in both.items() if v is not None}


def _unique(rows: list[Row]) -> list[Row]:
    """Published rows come first and win over derived ones."""
    kept: dict[tuple[object, ...], Row] = {}
    for row in rows:
        kept.setdefault((row["area"], row["breakdown"], row["period"]), row)
    return sorted(kept.values(), key=lambda r: (r["area"], r["breakdown"], r["_period"]))


def _between(rows: list[Row], start: str | None, end: str | None) -> list[Row]:
    first = parse(start).first if start else None
    last = parse(end).last if end else None
    kept = []
    for row in rows:
        period = row.pop("_period")
        assert isinstance(period, Period)
        if (first is None or period.first >= first) and (last is None or period.last <= last):
            kept.append(row)
    return kept


def series_list(store: Store) -> list[Row]:
    """Every series as `safer series --json` prints it; first and last are the months its figures span."""
    shown = ("code", "title", "unit", "source", "aggregation", "areas")
    return [
        {name: row[name] for name in shown} | {"first": _dash(row["first"]), "last": _dash(row["last"])}
        for row in store.series()
    ]


def _dash(months: object) -> str:
    text = str(months)
    return f"{text[:4]}-{text[4:]}"
