"""A stored observation as a trace shows it: its cell, its upload, its earlier values, the rows it is the sum of."""

from collections.abc import Collection

from dashboard.metrics.wording import figure
from dashboard.records import SeriesSpec, cell_name
from dashboard.scorecard.provenance import Cell, Confirmed, Earlier, Ending, Note, Role, Row
from dashboard.store.history import History, Told, parts_prefix
from dashboard.store.moments import iso

# Differences of sums below this are those of floating point
EXACT = 6


class Cells:
    """Makes cells of what a history tells, as known at a moment (microseconds; None: now)."""

    def __init__(self, history: History, moment: int | None) -> None:
        self.history, self.moment = history, moment
        self._loading = {one.loaded_at: one.id for one in history.uploads.values()}
        self._undoing = {one.undone_at: one.id for one in history.uploads.values() if one.undone_at is not None}

    def cell(self, told: Told, *, title: str, role: Role = "figure", words: str = "") -> Cell:
        loaded = self.history.uploads[told.upload]
        spec = self.history.series.get(told.series) or SeriesSpec(told.series, title, "")
        rows = () if words or told.row else self._rows(told)
        undone = self._undoing.get(told.valid_from)
        return Cell(
            series=told.series,
            title=title,
            unit=spec.unit,
            decimals=spec.decimals,
            breakdown=told.breakdown,
            period=told.period.key,
            period_label=told.period.label,
            role=role,
            value=told.value,
            status=told.status,
            upload=told.upload,
            file=loaded.file,
            source=loaded.source,
            sheet=loaded.sheets[told.sheet],
            cell=_name(told),
            loaded_at=iso(loaded.loaded_at),
            loaded_by=loaded.loaded_by,
            valid_from=iso(told.valid_from),
            restored_by=f"undo of {undone}" if undone is not None else None,
            words=words or ("" if told.row else _without_a_cell(told, rows)),
            warnings=self._warnings(told),
            rows=rows,
            confirmed=self._confirmed(told),
            history=self._earlier(told),
            place=(told.sheet, told.row, told.column),
            digest=loaded.sha256,
            sensitive=spec.sensitive,
        )

    def ended_by(self, told: Told) -> Ending | None:
        """The upload that ended it, or “undo of 7”; None while it stands."""
        if told.valid_to is None:
            return None
        undone = self._undoing.get(told.valid_to)
        return self._loading.get(told.valid_to) if undone is None else f"undo of {undone}"

    def past(self, key: tuple[object, ...], before: int | None) -> list[Told]:
        """What stood for a series, breakdown and period before a moment, newest first."""
        known = [t for t in self.history.told if (t.series, t.breakdown, t.period) == key]
        return [t for t in reversed(known) if before is None or t.valid_from < before]

    def _earlier(self, told: Told) -> tuple[Earlier, ...]:
        past = self.past((told.series, told.breakdown, told.period), told.valid_from)
        return tuple(self._was(one) for one in past if one.valid_to is not None)

    def _was(self, told: Told) -> Earlier:
        loaded = self.history.uploads[told.upload]
        assert told.valid_to is not None
        return Earlier(
            value=told.value,
            status=told.status,
            valid_from=iso(told.valid_from),
            valid_to=iso(told.valid_to),
            upload=told.upload,
            file=loaded.file,
            sheet=loaded.sheets[told.sheet],
            cell=_name(told),
            loaded_at=iso(loaded.loaded_at),
            loaded_by=loaded.loaded_by,
            undone=loaded.undone_by(self.moment),
            ended_by=self.ended_by(told),
        )

    def _confirmed(self, told: Told) -> tuple[Confirmed, ...]:
        """Later uploads that said the same and count, oldest first."""
        found = sorted(self.history.said_again.get(told.id, {}).items())
        known = [(self.history.uploads[number], place) for number, place in found]
        return tuple(
            Confirmed(
                upload=one.id,
                file=one.file,
                loaded_at=iso(one.loaded_at),
                cell=cell_name(place[1], place[2]) if place[1] else None,
            )
            for one, place in known
            if not one.undone_by(self.moment) and (self.moment is None or one.loaded_at <= self.moment)
        )

    def _warnings(self, told: Told) -> tuple[Note, ...]:
        loaded, name = self.history.uploads[told.upload], _name(told)
        sheet = loaded.sheets[told.sheet]
        here = [p for p in loaded.problems if name and (p["sheet"], p["cell"]) == (sheet, name)]
        return tuple(Note(code=p["code"], message=p["message"]) for p in here)

    def _rows(self, told: Told) -> tuple[Row, ...]:
        """The figures, each in a cell, that stood when the total was made and add up to it exactly."""
        if told.value is None:
            return ()
        near = [t for t in self.history.told if t.period == told.period and t.row and t.stood_at(told.valid_from)]
        below = [t for t in near if t.breakdown == told.breakdown and t.series.startswith(parts_prefix(told.series))]
        apart = [t for t in near if t.series == told.series]
        for parts in (_innermost(below), _outermost(below), apart):
            if parts and round(sum(t.value or 0.0 for t in parts) - told.value, EXACT) == 0:
                rows = (self._row(part, told) for part in parts)
                return tuple(sorted(rows, key=lambda row: (row.upload, row.sheet, row.place)))
        return ()

    def _row(self, part: Told, total: Told) -> Row:
        """A part at its place in the total's own file, where that file gives it."""
        said = self.history.said_again.get(part.id, {}).get(total.upload)
        upload, place = (total.upload, said) if said else (part.upload, (part.sheet, part.row, part.column))
        spec = self.history.series.get(part.series)
        title = spec.title if spec else part.series
        return Row(
            series=part.series,
            title=f"{title} ({part.breakdown})" if part.breakdown != total.breakdown else title,
            value=part.value or 0.0,
            upload=upload,
            sheet=self.history.uploads[upload].sheets[place[0]],
            cell=cell_name(place[1], place[2]),
            place=(place[1], place[2]),
        )


def _innermost(parts: list[Told]) -> list[Told]:
    codes = {part.series for part in parts}
    return [part for part in parts if not _any_below(part.series, codes)]


def _any_below(code: str, codes: Collection[str]) -> bool:
    return any(other.startswith(f"{code}.") for other in codes)


def _outermost(parts: list[Told]) -> list[Told]:
    depth = min((part.series.count(".") for part in parts), default=0)
    return [part for part in parts if part.series.count(".") == depth]


def _name(told: Told) -> str | None:
    return cell_name(told.row, told.column) if told.row else None


def _without_a_cell(told: Told, rows: tuple[Row, ...]) -> str:
    """Why there is no single cell, in words."""
    if len(rows) == 1:
        return "Taken from the one row of the file that counts towards it."
    if rows:
        return f"Added up from {figure(len(rows))} rows of the file."
    if told.value == 0:
        return "The file has no row for it, which means none: it stands as 0."
    return "Added up or counted from the rows of the file: no single cell holds it."
