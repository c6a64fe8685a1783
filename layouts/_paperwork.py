"""What asking for a paper does: its name, what it is of, and the job that makes it."""

from typing import get_args

from dashboard.errors import SaferError
from dashboard.packs.formats import offered
from dashboard.packs.pack import Layout
from dashboard.store.papers import Asked
from layouts._person import person
from layouts._view import View, board, store
from loaders._paper_job import start

# who asks at the machine itself need not have signed in
_HERE = "whoever is at this machine"


def ordered(view: View, kind: object, layout: object, priority: object) -> str:
    """Ask for the paper of a view and start its job; returns what to say. Raises SaferError and as `scorecard`."""
    if kind not in offered() or layout not in get_args(Layout):
        raise SaferError(message="There is no such paper. Load the page again and choose one of its buttons.")
    card = board().scorecard(view.chosen, *view.asked)
    one = next((one for one in card.priorities if one.code == priority), None)
    asked: Asked = {"strategy": card.strategy, "quarter": card.quarter, "area": card.area, "as_at": view.as_at}
    asked |= {"layout": layout, "priority": one.code if one else None, "format": kind}
    about = f"{one.title}, " if one else ""
    title = f"{offered()[str(kind)].title}: {about}{card.strategy_title}, {card.quarter_label}, {card.area_name}"
    parts = [card.strategy, *([one.code] if one else []), card.quarter, *([view.as_at] if view.as_at else [])]
    name = "-".join(parts).replace(":", "").replace("/", "-")
    store().papers.order(
        asked, file=f"{name}.{kind}"[-200:], title=title[:300], by=who.name if (who := person()) else _HERE
    )
    start(store())
    return f"{title}: it is being made. It stands below for a day."
