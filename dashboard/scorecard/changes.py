"""What changed from one moment to another, as plain frozen models."""

from pydantic import Field

from dashboard.metrics.wording import figure
from dashboard.scorecard.models import Model, Rag


class ValueChange(Model):
    """A figure that came, changed or went; `upload` and `file` brought the one that stands.

    `kept_back`: there still is one, but it is too small a number of people to be shown.
    """

    indicator: str
    title: str
    priority: str
    period: str
    period_label: str
    was: float | None
    now: float | None
    unit: str = ""
    decimals: int = 0
    upload: int | None = None
    file: str = ""
    kept_back: bool = False

    @property
    def words(self) -> str:
        """983 → 990, “983 (new)”, “983 no longer stands”, or “983 → [c], kept back now”."""
        sign = "%" if self.unit == "%" else ""
        was, now = (None if n is None else figure(n, self.decimals) + sign for n in (self.was, self.now))
        if was is None:
            return f"{now} (new)"
        if now is not None:
            return f"{was} → {now}"
        return f"{was} → [c], kept back now" if self.kept_back else f"{was} no longer stands"


class RagChange(Model):
    """A status that changed, of a priority (`indicator` empty) or an indicator, and why it is what it is."""

    priority: str
    indicator: str = ""
    title: str
    was: Rag
    now: Rag
    reason: str = ""


class WordChange(Model):
    """Something said or declared of a priority or indicator: `was` and `now` in words, empty where there is none."""

    subject: str
    title: str
    priority: str = ""
    was: str = ""
    now: str = ""
    by: str = ""


class ActionChange(Model):
    """An action that was minuted, or whose status changed."""

    subject: str
    minute: str
    resolution: str
    owner: str = ""
    due: str = ""
    was: str | None = None
    now: str | None = None


class Changes(Model):
    """What changed of a strategy, quarter and area from a moment to another (None: now).

    `from_quarter` is the quarter looked at then; its statuses are compared with those of `quarter`.
    """

    strategy: str
    quarter: str
    quarter_label: str
    from_quarter: str
    area: str
    area_name: str
    since: str = Field(serialization_alias="from")
    until: str | None = Field(serialization_alias="to")
    values: tuple[ValueChange, ...] = ()
    rags: tuple[RagChange, ...] = ()
    judgements: tuple[WordChange, ...] = ()
    targets: tuple[WordChange, ...] = ()
    actions: tuple[ActionChange, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.values or self.rags or self.judgements or self.targets or self.actions)

    def of(self, priority: str) -> "Changes":
        """What changed of one priority; actions belong to none."""
        lists = ("values", "rags", "judgements", "targets")
        own = {name: tuple(one for one in getattr(self, name) if one.priority == priority) for name in lists}
        return self.model_copy(update=own | {"actions": ()})
