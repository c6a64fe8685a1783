"""safer exceptions: what needs discussion in a quarter and area, and why."""

from commands._common import of_scorecard, out, print_json
from dashboard.scorecard.exceptions import Exceptions, Matter, headline, nothing
from dashboard.scorecard.exceptions import exceptions as found_in
from dashboard.scorecard.models import Scorecard


@of_scorecard
def exceptions(card: Scorecard, as_json: bool) -> None:
    """What needs discussion, and why: the gravest first."""
    found = found_in(card)
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    _say(found)


def _say(found: Exceptions) -> None:
    out(f"{found.strategy_title}: {found.quarter_label}, {found.area_name}")
    out(f"{headline(found)}." if found.exceptions else nothing(found))
    for matter in found.exceptions:
        _tell(matter)


def _tell(matter: Matter) -> None:
    out(f"\n{matter.rank:>3} {matter.rag.upper():<6} {matter.title} ({matter.score.period_label})")
    out(f"    {matter.priority_title}. Lead: {matter.lead or 'none named'}")
    for reason in matter.reasons:
        out(f"    - {reason.text}")


COMMANDS = {"exceptions": exceptions}
