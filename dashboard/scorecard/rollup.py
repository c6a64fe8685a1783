"""A priority's status from those of its indicators, and the words for it."""

from dashboard.scorecard.models import IndicatorScore, Rag
from dashboard.strategy import Priority

WORSE: dict[Rag, int] = {"red": 3, "amber": 2, "green": 1, "grey": 0}


def rolled_up(priority: Priority, scores: tuple[IndicatorScore, ...]) -> tuple[Rag, str]:
    """A priority's status by its declared rule, and why: the worst of its headline indicators (or of all)."""
    counted = [s for s in scores if s.headline or priority.rollup != "worst_headline"]
    kind = "headline indicator" if len(counted) < len(scores) else "indicator"
    judged = [s for s in counted if s.rag != "grey"]
    if not judged:
        none = f"its {kind} cannot" if len(counted) == 1 else f"none of its {kind}s can"
        return "grey", f"Grey: {none} be judged yet." if scores else "Grey: it has no indicators."
    worst = max(judged, key=lambda s: WORSE[s.rag])
    if worst.rag == "green":
        return "green", f"Green: {_on_target(len(judged), len(counted), kind)}."
    decisive = [s for s in judged if s.rag == worst.rag]
    names = ("; " if any(s.rag_chosen for s in decisive) else ", ").join(map(_named, decisive))
    rule = f" (the worst {kind} decides)" if len(counted) > 1 else ""
    return worst.rag, f"{worst.rag.capitalize()} because of {names}{rule}."


def _named(score: IndicatorScore) -> str:
    return score.title + (", set by its lead" if score.rag_chosen else "")


def _on_target(judged: int, counted: int, kind: str) -> str:
    if counted == 1:
        return f"its {kind} is on target"
    if judged == counted:
        return f"{'both' if counted == 2 else f'all {counted}'} {kind}s are on target"
    verb = "is" if judged == 1 else "are"
    return f"{judged} of {counted} {kind}s {verb} on target, {counted - judged} cannot be judged yet"
