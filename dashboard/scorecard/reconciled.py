"""Reconciliation: figures that a meeting saw and that are others since, so that the next one is told openly."""

from collections.abc import Sequence

from dashboard.errors import SaferError
from dashboard.metrics.wording import figure
from dashboard.scorecard.between import between
from dashboard.scorecard.board import Board
from dashboard.scorecard.changes import RagChange, ValueChange
from dashboard.scorecard.in_words import signed
from dashboard.scorecard.meetings import Meeting
from dashboard.scorecard.models import Model


class Correction(ValueChange):
    """A figure the paper had that is another now, is kept back by now, or no longer stands."""

    was: float

    @property
    def before(self) -> str:
        """412, or 12.5%."""
        return self._written(self.was)

    @property
    def after(self) -> str:
        """420 [r]; words where it is kept back or no longer stands."""
        if self.now is not None:
            return f"{self._written(self.now)} [r]"
        return "kept back [c]" if self.kept_back else "no longer stands"

    @property
    def words(self) -> str:
        """Was 412, now 420 [r]."""
        gone = self.now is None and not self.kept_back
        return f"was {self.before}, " + (self.after if gone else f"now {self.after}")

    @property
    def change(self) -> float | None:
        """In per cent of what the paper had; None where that is nothing to divide by."""
        return None if self.now is None or not self.was else (self.now - self.was) / self.was * 100

    @property
    def moved(self) -> str:
        """+1.9%; a dash where there is none."""
        return "–" if self.change is None else f"{signed(self.change, 1)}%"

    @property
    def brought(self) -> str:
        """The file that brought what stands; what happened where none did."""
        return self.file or "withdrawn by an undo"

    def _written(self, number: float) -> str:
        return figure(number, self.decimals) + ("%" if self.unit == "%" else "")


class Reconciliation(Model):
    """What changed of a meeting's own quarter since it was frozen: figures, and the statuses they would give now."""

    meeting: str
    title: str
    quarter_label: str
    area_name: str
    corrections: tuple[Correction, ...] = ()
    statuses: tuple[RagChange, ...] = ()

    @property
    def headline(self) -> str:
        """3 figures of the paper of June 2012 have been corrected since."""
        count = len(self.corrections)
        if not count:
            return f"No figure of the paper of {self.title} has been corrected since"
        what, have = ("figure", "has") if count == 1 else ("figures", "have")
        return f"{count:,} {what} of the paper of {self.title} {have} been corrected since"

    def of(self, priority: str) -> "Reconciliation":
        """What concerns one priority."""
        kept = {name: tuple(one for one in getattr(self, name) if one.priority == priority)
                for name in ("corrections", "statuses")}  # fmt: skip
        return self.model_copy(update=kept)


def reconciled(board: Board, meeting: Meeting, until: str | None = None) -> Reconciliation:
    """From the moment of a frozen meeting until another (None: now), in its own quarter and area; one reading.

    Figures that came are no corrections. Raises SaferError where the meeting is not frozen, and as `between`.
    """
    if meeting.frozen is None:
        raise SaferError(message=f"{meeting.title} is not frozen yet: nothing can be compared with what it saw.")
    asked = (meeting.strategy, meeting.quarter, meeting.area)
    found = between(board, *asked, since=meeting.frozen.moment, until=until)
    return Reconciliation(
        meeting=meeting.code,
        title=meeting.title,
        quarter_label=found.quarter_label,
        area_name=found.area_name,
        corrections=tuple(_corrections(found.values)),
        statuses=found.rags,
    )


def _corrections(values: Sequence[ValueChange]) -> list[Correction]:
    return [Correction.model_validate(one.model_dump()) for one in values if one.was is not None]
