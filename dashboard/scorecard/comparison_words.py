"""A comparison in words: the one sentence, and what has to be known to read it."""

from dashboard.groups import Group
from dashboard.metrics.wording import figure
from dashboard.periods import Period
from dashboard.scorecard.compared import AreaFigure, Comparison
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.models import IndicatorScore
from dashboard.scorecard.people import people

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def amount(value: float | None, found: Comparison) -> str:
    """A value of the comparison: 1.42 or 12.5%."""
    return "–" if value is None else figure(value, found.decimals) + ("%" if found.unit == "%" else "")


def rank(one: AreaFigure, found: Comparison) -> str:
    """12th lowest, joint 3rd highest, lowest: counted from the end that is nearer."""
    if one.rank is None or one.value is None:
        return "–"
    joint = "joint " if one.tied else ""
    from_top = 1 + sum(other.value > one.value for other in found.areas if other.value is not None)
    place, end = (one.rank, "lowest") if one.rank <= from_top else (from_top, "highest")
    return f"{joint}{'' if place == 1 else f'{ordinal(place)} '}{end}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 32nd."""
    ending = "th" if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def summary(found: Comparison) -> str:
    """Bromley: 0.76 offences per 1,000 people in the quarter, 5th lowest of 32 and better than London’s 1.42 …"""
    here = next(area for area in found.areas if area.here)
    count = sum(area.value is not None for area in found.areas)
    unit = "" if found.unit == "%" else f" {found.unit}"
    said = f"{here.name}: {amount(here.value, found)}{unit}, {rank(here, found)} of {count}"
    reference = amount(found.reference, found)
    if found.basis == "published":
        return f"{said}; the middle of the areas is {reference}."
    other = f"{_possessive(found.reference_name)} {reference}"
    if here.verdict == "not compared":
        return f"{said}; {found.reference_name} has {reference}."
    if here.verdict == "similar":
        return f"{said} and similar to {other}: the difference could be chance."
    return f"{said} and {here.verdict} than {other} by more than chance."


def notes(found: Comparison, evidence: Evidence, period: Period, group: Group) -> tuple[str, ...]:
    """How sure the values are, who stands out, who is left out, and whose lists they are."""
    said = [_method(found), _outside(found), _left_out(found)]
    if found.basis == "per_people":
        bases = {basis.basis for one in found.areas if (basis := people(evidence, one.code, period))}
        said.append(f"People: {' and '.join(sorted(bases))}.")
    said += [group.note, f"The group: {group.source}"]
    return tuple(text for text in said if text)


def _method(found: Comparison) -> str:
    if found.basis == "published":
        return (
            "Published as rates without the counts behind them: nothing says how much of a difference is chance, so no "
            "area is called better or worse."
        )
    names = {"Byars": "Byar’s method", "Exact": "the exact method", "Wilson": "Wilson’s method"}
    used = [word for method, word in names.items() if any(area.method == method for area in found.areas)]
    whole = found.reference_name[:1].upper() + found.reference_name[1:]
    return (
        f"Lines show 95% intervals ({', '.join(used)}). {whole}: all areas of the group that have a figure, together."
    )


def _outside(found: Comparison) -> str:
    """With counts as large as these most areas differ by more than chance: who is unlike the others?"""
    placed = [area for area in found.areas if area.place]
    if not placed:
        return ""
    out = [f"{area.name} ({area.place})" for area in placed if area.place != "within"]
    begins = "Areas differ from each other for many reasons. With that allowed for"
    if not out:
        return f"{begins}, none of the {len(placed)} stands out."
    stand = "stands" if len(out) == 1 else "stand"
    return f"{begins}, {len(out)} of {len(placed)} {stand} out (diamonds): {', '.join(out)}."


def _left_out(found: Comparison) -> str:
    """Suppressed figures are named, never shown or added up."""
    words = {"suppressed": "Suppressed and not compared", "no people": "No population is known for"}
    left = {word: [a.name for a in found.areas if a.status == status] for status, word in words.items()}
    left["No figure"] = [a.name for a in found.areas if a.value is None and a.status not in words]
    return " ".join(f"{word}: {', '.join(names)}." for word, names in left.items() if names)


def no_people(score: IndicatorScore, period: Period, status: str) -> str:
    """Why the shown area cannot be compared though it has a figure."""
    if status == "no people":
        return (
            f"No population of {score.area_name} is known for {period.start.year}, and areas of different size can "
            "only be compared by rates."
        )
    return f"The parts that the figure of {score.area_name} is made of are not there, so it cannot be compared."


def _possessive(name: str) -> str:
    """London’s; that of the ten authorities."""
    return f"that of {name}," if name.startswith("the ") else f"{name}’s"
