"""A meeting led from the screen: its agenda item by item, large, by keyboard; what changed and what is resolved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from dash import Input, Output, State, callback, dcc, html, no_update, register_page

from dashboard import subgroups
from dashboard.errors import SaferError
from dashboard.periods import parse
from dashboard.roles import ANALYST
from dashboard.scorecard import meetings
from dashboard.scorecard.actions import Action
from dashboard.scorecard.between import between
from dashboard.scorecard.changes import Changes
from dashboard.scorecard.exceptions import exceptions, headline, nothing
from dashboard.scorecard.meetings import Item, Meeting
from dashboard.scorecard.minutes import arising, minutes, of_meeting, record
from dashboard.scorecard.reports import awaited
from layouts._parts.agenda import matters, recorded, recording
from layouts._parts.exceptions import listed
from layouts._parts.instead import allowed
from layouts._parts.reports import full as told_of
from layouts._parts.reports import named
from layouts._parts.screen import closing, controls, opening, priority, unknown
from layouts._parts.who import author
from layouts._shell import page
from layouts._view import View, board, store

register_page(__name__, path_template="/meeting/<code>", name="Meeting", title="Meeting – Safer Priorities", order=15)

_HERE = State("_pages_location", "href")


def layout(code: str | None = None, **query: Any) -> html.Div:
    leaving = dcc.Link("Leave the meeting", href="/meetings")
    place = query.get("item")
    return page(lambda view: _draw(view, str(code), place), query, choosing=False, fresh=False, leaving=leaving)


@dataclass(frozen=True)
class Room:
    """A meeting, the one before it, and the place in its agenda: 0 before its first item, one more after its last."""

    meeting: Meeting
    before: Meeting | None
    place: int

    @classmethod
    def of(cls, code: str, item: object) -> "Room":
        """Raises UnknownMeeting."""
        every = meetings.listed(store())
        meeting = meetings.found(every, code)
        last = len(meeting.agenda) + 1
        place = int(item) if isinstance(item, str) and item.isascii() and item.isdigit() and len(item) < 4 else 0
        return cls(meeting, meetings.before(every, meeting), min(place, last))

    @property
    def item(self) -> Item | None:
        return self.meeting.agenda[self.place - 1] if 0 < self.place <= len(self.meeting.agenda) else None

    @property
    def moment(self) -> str | None:
        """Of when its figures are: of its own moment, or of now while it is not frozen."""
        return self.meeting.frozen.moment if self.meeting.frozen else None

    @property
    def asked(self) -> tuple[str, str, str]:
        return self.meeting.strategy, self.meeting.quarter, self.meeting.area

    def foresee(self) -> None:
        """Everything this screen needs, in one reading: as at the meeting, the one before it, and now."""
        last = self.before.frozen.moment if self.before and self.before.frozen else None
        wanted = [self.moment, *([last] if last else []), *([None] if self.moment else [])]
        board().foresee(self.meeting.strategy, self.meeting.area, wanted)

    def changed(self) -> Changes | None:
        """Since the last meeting, whose own quarter is compared with this one's; None where there was none."""
        if self.before is None or self.before.frozen is None:
            return None
        last = self.before.frozen.moment
        return between(board(), *self.asked, since=last, until=self.moment, from_quarter=self.before.quarter)

    def revised(self) -> Changes | None:
        """Since this meeting; None while it is not frozen."""
        return between(board(), *self.asked, since=self.moment) if self.moment else None

    def minuted(self) -> list[Action]:
        """Everything ever resolved and not withdrawn, as it is now."""
        return minutes(board().actions())


def _draw(view: View, code: str, item: object) -> tuple[str, Any]:
    room = Room.of(code, item)
    room.foresee()
    meeting = room.meeting
    shown = View(view.address, meeting.strategy, meeting.quarter, meeting.area, meeting.as_at)
    title, body = (_SCREENS[room.item.kind] if room.item else _ends)(shown, room)
    here = [one for one in of_meeting(room.minuted(), meeting) if one.minute.startswith(f"{room.place}.")]
    # what is recorded stands under the item it belongs to; the last screen lists it all
    minuted = html.Div(recorded(here), id="meeting-minutes")
    under = [allowed(ANALYST, "record what is resolved", recording()), minuted] if room.item else []
    said = html.Div(id="minute-said", role="status", className="said")
    hooks = {"data-testid": "meeting-screen", "data-item": str(room.place)}
    screen = html.Div([controls(meeting, room.place), *body, said, *under], className="meeting-screen", **hooks)
    return f"{title}, {meeting.title}", screen


def _priority(shown: View, room: Room) -> tuple[str, list[Any]]:
    assert room.item
    card = board().scorecard(*room.asked, room.moment)
    found = next((one for one in card.priorities if one.code == room.item.subject), None)
    if found is None:
        return room.item.title, unknown(room.item)
    changed, revised = room.changed(), room.revised()
    own = (changed and changed.of(found.code), revised and revised.of(found.code))
    return found.title, priority(shown, found, room.before, *own)


def _matters(_shown: View, room: Room) -> tuple[str, list[Any]]:
    assert room.item
    heading = html.H1(room.item.title, tabIndex=-1)
    return room.item.title, [heading, matters(arising(room.minuted(), room.meeting))]


def _exceptions(shown: View, room: Room) -> tuple[str, list[Any]]:
    assert room.item
    found = exceptions(board().scorecard(*room.asked, room.moment))
    heading = html.H1(headline(found), tabIndex=-1)
    return room.item.title, [heading, listed(shown, found) if found.exceptions else html.P(nothing(found))]


def _reports(_shown: View, room: Room) -> tuple[str, list[Any]]:
    """What each sub-group says of the quarter that is looked at, as it stood at the meeting's moment."""
    assert room.item
    quarter, today = parse(room.meeting.quarter), store().day(room.moment)
    found = awaited(store(), subgroups.listed(), quarter, today, room.moment)
    told = [one for one in (told_of(report) for report in found) if one]
    heading = html.H1(f"{room.item.title}, {quarter.label}", tabIndex=-1)
    return room.item.title, [heading, named(found, quarter.label), *told]


def _free(_shown: View, room: Room) -> tuple[str, list[Any]]:
    assert room.item
    return room.item.title, [html.H1(room.item.title, tabIndex=-1), html.P(room.item.text, className="lead")]


_SCREENS: dict[str, Callable[[View, Room], tuple[str, list[Any]]]] = {
    "priority": _priority,
    "matters": _matters,
    "exceptions": _exceptions,
    "reports": _reports,
    "free": _free,
}


def _ends(shown: View, room: Room) -> tuple[str, list[Any]]:
    """The first screen, which is the agenda, and the last, which is what was resolved and what came since."""
    if room.place == 0:
        card = board().scorecard(*room.asked, room.moment)
        return room.meeting.title, opening(room.meeting, card)
    return "The end", closing(shown, room.meeting, of_meeting(room.minuted(), room.meeting), room.revised())


@callback(
    Output("minute-said", "children"),
    Output("meeting-minutes", "children"),
    Output("minute-resolution", "value"),
    Output("minute-owner", "value"),
    Output("minute-due", "value"),
    Input("minute-save", "n_clicks"),
    State("minute-resolution", "value"),
    State("minute-owner", "value"),
    State("minute-due", "value"),
    State("minute-who", "value"),
    _HERE,
    prevent_initial_call=True,
)
def save(
    clicks: int | None, resolution: str | None, owner: str | None, due: str | None, role: str | None, href: str
) -> Any:
    """Records a minute under the item on the screen; what cannot be taken is said, and nothing typed is lost."""
    if not clicks:
        return no_update, no_update, no_update, no_update, no_update
    parts = urlsplit(href)
    room = Room.of(parts.path.rsplit("/", 1)[-1], dict(parse_qsl(parts.query)).get("item"))
    try:
        words = {"resolution": resolution or "", "owner": owner or "", "due": due or ""}
        made = record(store(), room.meeting, room.place, **words, by=author(role), today=store().day())
    except SaferError as error:
        return str(error), no_update, no_update, no_update, no_update
    here = [one for one in of_meeting(room.minuted(), room.meeting) if one.minute.startswith(f"{room.place}.")]
    kind = f"action {made.minute} of {made.owner}" if made.owner else f"resolution {made.minute}"
    return f"Recorded: {kind}.", recorded(here), "", "", ""
