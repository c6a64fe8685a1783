"""Measures that a file names otherwise than when it was mapped, and what was decided about them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.store.decisions import Decision
from loaders._mapping.drift import Change, verdict
from loaders._mapping.spec import Mapping, Measure, series_codes
from loaders._mapping.words import aggregation_of, key, unit_of


@dataclass
class Named:
    """The mapping with the measures that this file names, and the changes that nobody has decided yet."""

    mapping: Mapping
    changes: list[Change] = field(default_factory=list)


def named(
    mapping: Mapping, found: dict[str, str], decisions: Iterable[Decision], answers: dict[str, tuple[str, str]]
) -> Named:
    """`found` are the labels of a file in its order, reduced → as they stand; `answers` are those that were given
    about whole columns: the new label → the old one and the verdict.

    A label that is not known takes the place of the one it stands instead of, if that was decided (join), or
    becomes a measure of its own (apart); undecided, it is asked about and has no measure.
    """
    known = {measure.label: measure for measure in mapping.measures}
    decisions = list(decisions)
    result = Named(mapping)
    measures = list(mapping.measures)
    for new, old in _pairs(list(known), list(found)).items():
        change = Change("measure", old, new, known[old].title if old else "", found[new])
        old, answer = answers.get(new) or (old, verdict(decisions, change.subject))
        if answer == "join" and old in known:
            measures.append(known[old].model_copy(update={"label": new}))
        elif answer == "apart":
            measures.append(_own(mapping, measures, new, found[new]))
        else:
            result.changes.append(change)
    result.mapping = mapping.model_copy(update={"measures": tuple(measures)})
    return result


def _pairs(known: list[str], found: list[str]) -> dict[str, str]:
    """Unknown labels with the missing one whose place between its neighbours they have taken; "" where none is."""
    missing = [label for label in known if label not in found]
    pairs: dict[str, str] = {}
    for place, label in enumerate(found):
        if label in known:
            continue
        before = next((other for other in reversed(found[:place]) if other in known), None)
        start = known.index(before) + 1 if before else 0
        candidate = next((other for other in known[start : start + 1] if other in missing), "")
        pairs[label] = candidate
        if candidate:
            missing.remove(candidate)
    return pairs


def _own(mapping: Mapping, measures: list[Measure], label: str, text: str) -> Measure:
    codes = series_codes(mapping.code, [label])
    taken = {measure.series for measure in measures}
    code = codes[label]
    while code in taken:
        code += "_2"
    unit = unit_of(text) or measures[0].unit
    return Measure(label=label, title=text[:200], series=code, unit=unit, aggregation=aggregation_of(text, unit))


def share_known(mapping: Mapping, found: Iterable[str]) -> float:
    """The share of a file's labels that the mapping knows."""
    labels = {key(label) for label in found}
    return len(labels & {measure.label for measure in mapping.measures}) / len(labels) if labels else 0.0
