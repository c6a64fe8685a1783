"""What drove a change, in one sentence."""

import re
from collections.abc import Sequence

from dashboard.metrics.contribution import Piece, sorted_by_weight
from dashboard.metrics.wording import figure

# a counterweight below this share of the whole change is not worth a clause
WORTH_SAYING = 0.1


def sentence(pieces: Sequence[Piece], before: float, now: float, *, decimals: int = 0) -> str:
    """Assault with injury accounts for 159 of the fall of 224; burglary rose by 12."""
    change = now - before
    ordered = sorted_by_weight(pieces, change)
    if not ordered or not any(piece.change for piece in ordered):
        return (
            "None of the parts changed." if not change else f"No listed part accounts for {_whole(change, decimals)}."
        )
    lead, against = ordered[0], ordered[-1]
    if not change:
        return f"The whole did not change: {_moved(lead, decimals)}, and {_lower(_moved(against, decimals))}."
    if lead.change * change <= 0:
        return f"No listed part accounts for {_whole(change, decimals)}."
    said = _lead(lead, change, decimals)
    opposed = against.change * change < 0 and abs(against.change) >= WORTH_SAYING * abs(change)
    return f"{said}; {_lower(_moved(against, decimals))}." if opposed else f"{said}."


def _lead(lead: Piece, change: float, decimals: int) -> str:
    if lead.change == change:
        return f"{lead.name} {_account(lead.name)} for {_whole(change, decimals)}"
    if abs(lead.change) > abs(change):
        return f"{_moved(lead, decimals)}, more than {_whole(change, decimals)} in all"
    return f"{lead.name} {_account(lead.name)} for {figure(abs(lead.change), decimals)} of {_whole(change, decimals)}"


def _whole(change: float, decimals: int) -> str:
    return f"the {'fall' if change < 0 else 'rise'} of {figure(abs(change), decimals)}"


def _moved(piece: Piece, decimals: int) -> str:
    return f"{piece.name} {'fell' if piece.change < 0 else 'rose'} by {figure(abs(piece.change), decimals)}"


def _lower(text: str) -> str:
    """A name within a sentence: small at the beginning, unless it is an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _account(name: str) -> str:
    """The verb by the noun a name begins with: drug offences account, possession of weapons accounts."""
    noun = re.split(r" (?:against|and|from|in|of|or|to|with|without) ", name)[0]
    return "account" if re.search(r"[^s]s$", noun) else "accounts"
