"""A score's figures in words, the same on every screen and in every paper."""

from dashboard.metrics.units import after
from dashboard.metrics.wording import figure
from dashboard.scorecard.models import IndicatorScore

_WORDS = {"suppressed": "Suppressed", "missing": "Missing"}


def amount(value: float | None, unit: str = "", decimals: int = 0) -> str:
    """1,234 or 12.5%; a dash where there is no number."""
    if value is None:
        return "–"
    return figure(value, decimals) + ("%" if unit == "%" else "")


def shown(score: IndicatorScore) -> str:
    """An indicator's value, or a word where there is none."""
    if score.value is None:
        return _WORDS.get(score.status or "", "No figure")
    return amount(score.value, score.unit, score.decimals)


def unit(score: IndicatorScore, value: float | None) -> str:
    """The unit to be said after `value`; a percentage has its sign, and what is no figure has none."""
    return "" if value is None else after(value, score.unit, score.decimals)


def revision(score: IndicatorScore) -> str:
    """Was 412, now 420 [r]; nothing where the figure stands as it was first published."""
    if score.revised_from is None or score.value is None:
        return ""
    was, now = (amount(value, score.unit, score.decimals) for value in (score.revised_from, score.value))
    return f"was {was}, now {now} [r]"


def signed(value: float, decimals: int = 0) -> str:
    return ("+" if value > 0 else "") + figure(value, decimals)


def moved(score: IndicatorScore) -> str:
    """The change in one phrase: −18.6%, or points where the figure is itself a percentage."""
    if score.change is None:
        return "–"
    if score.unit == "%":
        return f"{signed(score.change, max(score.decimals, 1))} points"
    if score.change_pct is None:
        return signed(score.change, score.decimals)
    return f"{signed(score.change_pct, 1)}%"
