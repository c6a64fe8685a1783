"""The stored numbers an indicator rests on in the two periods compared, their uploads and the warnings about them."""

from collections.abc import Iterable
from typing import Any

from dashboard.periods import Period
from dashboard.records import cell_name
from dashboard.scorecard.baseline import set_against
from dashboard.scorecard.details import Loaded
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.kept_back import said_without
from dashboard.scorecard.ledger import matter
from dashboard.scorecard.models import Warned
from dashboard.scorecard.veil import KEPT
from dashboard.store.moments import iso
from dashboard.store.snapshot import Snapshot, UploadNote
from dashboard.strategy import Indicator


def cells(indicator: Indicator, evidence: Evidence, area: str, period: Period) -> set[tuple[int, int, int, int]]:
    """(upload, sheet, row, column) of each of them."""
    before = set_against(indicator, period)
    found = set()
    series = [(indicator.series, indicator.breakdown), *((p.series, p.breakdown) for p in indicator.parts)]
    months = {*period.months(), *before.months()}
    for code, breakdown in series:
        for held, row in evidence.stored(code, area, breakdown).items():
            if held.first in months and held.last in months:
                found.add((row.upload, row.sheet, row.row, row.column))
    return found


def _said(problem: dict[str, Any], source: str, evidence: Evidence) -> str:
    """What a warning says; of a file of figures of people only its kind and its place."""
    guarded = evidence.veil.guarded(source)
    return said_without(problem["code"], problem["sheet"], problem["cell"]) if guarded else str(problem["message"])


def _accepted(problem: dict[str, Any], note: UploadNote, evidence: Evidence) -> str:
    """Why a warning was let pass, in this file or for every file of its source; it may quote what its warning does."""
    here = next((one for one in note.accepted if matter(one) == matter(problem)), {})
    reason = str(here.get("reason") or problem.get("accepted") or "")
    return f"it is {KEPT}" if reason and evidence.veil.guarded(note.source) else reason


def uploads(indicator: Indicator, evidence: Evidence, area: str, period: Period) -> tuple[int, ...]:
    return tuple(sorted({upload for upload, *_ in cells(indicator, evidence, area, period)}))


def files(numbers: Iterable[int], snapshot: Snapshot) -> tuple[Loaded, ...]:
    """The files of uploads, the newest first."""
    notes = [snapshot.uploads[number] for number in sorted(numbers, reverse=True)]
    return tuple(
        Loaded(upload=n.id, file=n.file, source=n.source, loaded_at=iso(n.loaded_at), loaded_by=n.loaded_by)
        for n in notes
    )


def warnings(indicator: Indicator, evidence: Evidence, area: str, period: Period) -> tuple[Warned, ...]:
    """Warnings kept with the uploads that are about a cell this indicator rests on."""
    places = {}
    for upload, sheet, row, column in cells(indicator, evidence, area, period):
        note = evidence.snapshot.uploads[upload]
        if row:
            places[upload, note.sheets[sheet], cell_name(row, column)] = note
    return tuple(
        Warned(
            code=p["code"],
            message=_said(p, note.source, evidence),
            accepted=_accepted(p, note, evidence),
            sheet=sheet,
            cell=cell,
            upload=upload,
        )
        for (upload, sheet, cell), note in sorted(places.items(), key=lambda item: item[0])
        for p in note.problems
        if p["sheet"] == sheet and p["cell"] == cell
    )
