"""Applying what people decided: joined series are read as one, accepted warnings say so, others become errors."""

from dataclasses import replace

from dashboard.records import Observation, Problem, Reading
from dashboard.store.decisions import Decision


def joined(subject: str) -> tuple[str, str]:
    """(new, old) series code of the subject of a join, written new=old."""
    new, _, old = subject.partition("=")
    return new, old


def join_series(reading: Reading, decisions: list[Decision]) -> None:
    """Figures of a series that was joined to an older one are read as that one; where the file has both, added."""
    pairs = dict(joined(decision.subject) for decision in decisions if decision.verdict == "join")
    for new, old in pairs.items():
        if new not in reading.series or new == old:
            continue
        spec = reading.series.pop(new)
        reading.series.setdefault(old, replace(spec, code=old))
        reading.observations = _as_one(reading.observations, new, old)
        reading.notes.append(f"{spec.title} is read as a continuation of {old}, as was decided.")


def _as_one(rows: list[Observation], new: str, old: str) -> list[Observation]:
    """The observations with those of `new` as `old`: one for each key, at the cell of the figure that counts."""
    found: dict[tuple[object, ...], int] = {}
    joined_rows: list[Observation] = []
    for row in rows:
        if row.series not in (new, old):
            joined_rows.append(row)
            continue
        place = found.setdefault(row[1:4], len(joined_rows))
        if place == len(joined_rows):
            joined_rows.append(row._replace(series=old))
        else:
            joined_rows[place] = _added(joined_rows[place], row)
    return joined_rows


def _added(one: Observation, other: Observation) -> Observation:
    """Two figures as one. A sum of two that are more than nothing has no single cell."""
    if not other.value:
        return one
    if not one.value:
        return other._replace(series=one.series)
    return one._replace(value=one.value + other.value, row=0, column=0)


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
