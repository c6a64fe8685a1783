"""What is said of an indicator or a priority, as a paper prints it: its text, whose it is, what is no longer so."""

from dashboard.packs.pack import Telling
from dashboard.packs.words import on
from dashboard.scorecard.narrated import Narrated
from dashboard.scorecard.quotations import in_words

DRAFT = "Drafted from the figures; not yet read by the lead"
KEPT_BACK = "The text quotes a figure that is kept back and is not printed."


def telling(told: Narrated | None) -> Telling | None:
    """None where nothing is said for this area."""
    if told is None:
        return None
    lines = tuple(line for line in told.text.splitlines() if line.strip())
    return Telling(paragraphs=lines, draft=told.note is None, by=_by(told), findings=tuple(_findings(told)))


def _by(told: Narrated) -> str:
    if told.note is None:
        return DRAFT
    if told.signed_by and told.signed_by == told.author:
        return f"Written and signed off by {told.author}, {on(told.signed_at)}"
    signed = f"signed off by {told.signed_by}, {on(told.signed_at)}" if told.signed_by else "not yet signed off"
    return f"Written by {told.author}, {on(told.at)}; {signed}"


def _findings(told: Narrated) -> list[str]:
    said = [KEPT_BACK] if told.kept_back else []
    if told.stale:
        said.append(f"Out of date in this text: {in_words(told.stale)}")
    if told.turned:
        said.append(f"The status was {told.turned[0]} when this was written and is {told.turned[1]} now.")
    return said
