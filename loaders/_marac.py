"""What MARAC figures are, and what the annual figures of areas and the return of one area share."""

import re
from dataclasses import dataclass

from dashboard.areas import Areas
from dashboard.metrics.aggregate import ratio
from dashboard.periods import Period
from dashboard.records import AreaRow, SeriesSpec, SourceSpec, Status
from loaders._book import Cell, folded, tidy
from loaders._grammar import Value
from loaders._stacked import Taker

Place = tuple[int, int]

CASES = SeriesSpec("marac.cases", "MARAC cases discussed", "cases", sensitive=True)
REPEATS = SeriesSpec("marac.repeats", "Repeat MARAC cases", "cases", sensitive=True)
REPEAT_RATE = SeriesSpec(
    "marac.repeat_rate",
    "Repeat MARAC cases as a share of cases",
    "%",
    "ratio",
    "marac.repeats",
    "marac.cases",
    100,
    decimals=1,
    sensitive=True,
)
CHILDREN = SeriesSpec("marac.children", "Children in the households of MARAC cases", "children", sensitive=True)
WITH_CHILDREN = SeriesSpec("marac.cases_with_children", "MARAC cases with children", "cases", sensitive=True)
PER_10K = SeriesSpec(
    "marac.cases_per_10k",
    "MARAC cases per 10,000 adult females",
    "per 10,000 adult females",
    "none",
    decimals=1,
    sensitive=True,
)
RECOMMENDED = SeriesSpec("marac.recommended_cases", "Recommended number of MARAC cases", "cases", "none")
MARACS = SeriesSpec("marac.maracs", "MARACs in the area", "MARACs", "none")
MEETINGS = SeriesSpec("marac.meetings", "MARAC meetings held", "meetings")
EXPECTED = SeriesSpec("marac.agencies_expected", "Agencies expected at MARAC meetings", "places")
ATTENDED = SeriesSpec("marac.agencies_attended", "Agencies that came to MARAC meetings", "places")
REFERRALS = SeriesSpec("marac.referrals", "Referrals to MARAC", "referrals", sensitive=True)
VICTIMS = SeriesSpec("marac.victims", "MARAC cases by the victim's group", "cases", sensitive=True)

# A referring agency as this partnership names it, and what publications call it.
AGENCIES = {
    "Police": ("police",),
    "IDVA": ("idva", "independent domestic violence advisor idva", "independent domestic violence advisor", "idvas"),
    "Children's social care": ("children s social care", "children s social care services", "childrens social care"),
    "Adult social care": ("adult social care", "adult social care services"),
    "Primary care": ("primary care", "primary care services"),
    "Secondary care": ("secondary care", "secondary care acute trust services", "secondary care acute trust"),
    "Mental health": ("mental health", "mental health services"),
    "Substance misuse": (
        "substance misuse",
        "substance abuse",
        "substance abuse services",
        "substance misuse services",
    ),
    "Probation": ("probation", "probation services"),
    "Voluntary sector": ("voluntary sector", "voluntary sector services"),
    "MASH": ("mash", "multi agency safeguarding hub mash", "multi agency safeguarding hub"),
    "Education": ("education", "education services"),
    "Housing": ("housing", "housing services", "housing referrals"),
    "Other": ("other", "other referrals", "other sources"),
}
_AGENCY = {name: agency for agency, names in AGENCIES.items() for name in names}


@dataclass(frozen=True)
class Meetings:
    """A return with a row a meeting: its source and its headings; the first three are filled in every row."""

    source: SourceSpec
    headings: tuple[str, ...]


def agency(heading: Cell) -> str | None:
    """The agency a heading names; None when it names none."""
    text = re.sub(r"^(?:referrals? from|referred by) ", "", folded(tidy(heading).replace("’", "'")))
    return _AGENCY.get(text)


def take_repeat_rate(
    taker: Taker, area: AreaRow, when: Period, repeats: Value, cases: Value, place: Place = (0, 0)
) -> None:
    """Repeats as a share of cases, worked out from the two; `place` is the published share's cell, if any."""
    number = ratio(repeats.number, cases.number, REPEAT_RATE.per)
    if number is not None:
        taker.take(REPEAT_RATE, area, when, Value(number, Status.FINAL), place)


def refuse_part(taker: Taker, part: Value, whole: Value, place: Place, words: str) -> bool:
    """An error where a part is larger than its whole; True if it is."""
    if part.number is None or whole.number is None or part.number <= whole.number:
        return False
    what = f"says {part.number:g} {words} out of {whole.number:g} cases discussed"
    taker.problem("error", "part-exceeds-whole", place, what, "Correct whichever of the two numbers is wrong.")
    return True


def take_year(
    taker: Taker, area: AreaRow, when: Period, cells: dict[str, Place], series: dict[str, SeriesSpec]
) -> None:
    """A row of annual figures: `cells` places each figure, `series` names those to keep as they are.

    No cases discussed means that the area did not submit, whatever zeros stand beside it.
    """
    read = {name: taker.number(taker.sheet.at(*place), place) for name, place in cells.items()}
    found = {name: value for name, value in read.items() if value}
    cases = found.get("cases", Value(None, Status.MISSING))
    if (CASES.code, area.code, when, "") in taker.seen:
        taker.take(CASES, area, when, cases, cells["cases"])  # one error for the row, not one a cell
        return
    if cases.number == 0:
        not_submitted(taker, area, when, cells["cases"])
        found = {name: Value(None, Status.MISSING) for name in found}
    for name, value in found.items():
        if name in series:
            taker.take(series[name], area, when, value, cells[name])
    repeats = found.get("repeats")
    if repeats and not refuse_part(taker, repeats, cases, cells["repeats"], "repeat cases"):
        place = cells.get("share", (0, 0))
        take_repeat_rate(taker, area, when, repeats, cases, place)
        _compare(taker, repeats, cases, found.get("share"), place)


def _compare(taker: Taker, repeats: Value, cases: Value, share: Value | None, place: Place) -> None:
    """Doubt a published share that is not the repeats divided by the cases, even after rounding."""
    number = ratio(repeats.number, cases.number, 100)
    if number is None or share is None or share.number is None:
        return
    published = share.number * 100 if 0 < share.number < 1 < number else share.number
    if abs(published - number) > 0.6:
        what = f"says {published:.1f}% are repeat cases, but the row's counts make {number:.1f}%"
        hint = "The share is worked out from the counts: check which is right."
        taker.problem("warning", "ratio-mismatch", place, what, hint)


def not_submitted(taker: Taker, area: AreaRow, when: Period, place: Place) -> None:
    what = f"gives no cases for {area.name} in {when.short}: its zeros are taken as not submitted"
    hint = "Its figures are kept as missing. Ask the publisher if they truly were none."
    taker.problem("warning", "not-submitted", place, what, hint)


def unknown_area(taker: Taker, areas: Areas, name: str, place: Place, kinds: tuple[str, ...]) -> None:
    near = areas.near(name, kinds)
    hint = f"Did you mean {' or '.join(near)}?" if near else "Use the name the force goes by."
    what = f"names an area that is not known, “{name}”" if name else "does not name its area"
    taker.problem("error", "unknown-area", place, what, hint)
