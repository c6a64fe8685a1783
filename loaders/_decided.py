"""Applying what people decided: joined series are read as one, accepted warnings say so, others become errors."""

from dataclasses import replace

from dashboard.records import Problem, Reading
from dashboard.store.decisions import Decision


def joined(subject: str) -> tuple[str, str]:
    """(new, old) series code of the subject of a join, written new=old."""
    new, _, old = subject.partition("=")
    return new, old


def join_series(reading: Reading, decisions: list[Decision]) -> None:
    """Figures of a series that was joined to an older one are read as that one, unless the file has both."""
    pairs = dict(joined(decision.subject) for decision in decisions if decision.verdict == "join")
    for new, old in pairs.items():
        if new not in reading.series or old in reading.series:
            continue
        spec = reading.series.pop(new)
        reading.series[old] = replace(spec, code=old)
        reading.observations = [row._replace(series=old) if row.series == new else row for row in reading.observations]
        reading.notes.append(f"{spec.title} is read as a continuation of {old}, as was decided.")


def settled(problems: list[Problem], decisions: list[Decision]) -> list[Problem]:
    """The problems as decided: raised to errors, marked as accepted, or gone because they were answered."""
    found = []
    for problem in problems:
        decision = _about(problem, decisions)
        if decision is None:
            found.append(problem)
        elif decision.verdict == "error" and problem.severity == "warning":
            found.append(replace(problem, severity="error"))
        elif decision.verdict == "accept" and problem.severity == "warning":
            found.append(replace(problem, accepted=decision.reason or "accepted before"))
        elif decision.verdict not in ("join", "apart"):
            found.append(problem)
    return found


def _about(problem: Problem, decisions: list[Decision]) -> Decision | None:
    """The decision about this very matter, else one about every problem of its code."""
    same = [d for d in decisions if d.code == problem.code]
    exact = [d for d in same if problem.subject and d.subject == problem.subject]
    general = [d for d in same if not d.subject]
    return next(reversed(exact or general), None)
