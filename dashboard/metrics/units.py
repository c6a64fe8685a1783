"""What a number is of, as it stands after it: 1 offence, 2 offences."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

# the units that are counted, and what one of them is
ONE: Mapping[str, str] = {
    "actions": "action",
    "agencies": "agency",
    "cases": "case",
    "children": "child",
    "disposals": "disposal",
    "fines": "fine",
    "fires": "fire",
    "incidents": "incident",
    "meetings": "meeting",
    "offences": "offence",
    "offenders": "offender",
    "outcomes": "outcome",
    "people": "person",
    "places": "place",
    "prosecutions": "prosecution",
    "referrals": "referral",
    "reoffences": "reoffence",
    "sentences": "sentence",
    "victims": "victim",
    "visits": "visit",
    "young people": "young person",
}


def after(value: float, unit: str, decimals: int = 0) -> str:
    """The unit with the space before it; nothing for a percentage, which has its sign, and for what has no unit."""
    if unit in ("", "%"):
        return ""
    one = decimals == 0 and Decimal(str(abs(value))).quantize(Decimal(1), ROUND_HALF_UP) == 1
    return f" {ONE.get(unit, unit) if one else unit}"
