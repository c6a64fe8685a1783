"""How slides look: sizes in points, colours, the marks of statuses, and where things stand on a slide of 16:9."""

from collections.abc import Mapping
from typing import NamedTuple

EMU = 12_700  # in a point
LANGUAGE = "en-GB"
FONT = "Arial"
INK, BRAND, QUIET, WHITE = "0B0C0C", "12436D", "4A5359", "FFFFFF"
LINE, HEAD, GROUND = "CDD3D7", "E8EDF2", "F4F6F7"
WARNING, EDGE = "FFF6D6", "B58900"

# what a slide is read by from the back of a chamber, and what an appendix is read by at a desk
BODY, SMALL, FOOT = 16.0, 14.0, 10.0
LEAST, LEAST_APPENDIX = 14.0, 12.0
TITLE, LEAST_TITLE = 28.0, 20.0
CONTINUES = "… continues in the paper"


class Box(NamedTuple):
    """A place on a slide: left, top, width and height in points."""

    x: float
    y: float
    w: float
    h: float

    def below(self, used: float) -> "Box":
        """What is left of it under the first `used` points."""
        return Box(self.x, self.y + used, self.w, max(self.h - used, 0.0))

    def top(self, height: float) -> "Box":
        return Box(self.x, self.y, self.w, min(height, self.h))


class Mark(NamedTuple):
    """A status: its shape, the sign that stands for the shape in a line of text, its colours and its letter."""

    shape: str
    sign: str
    ground: str
    ink: str
    letter: str
    dashed: bool = False


MARKS: Mapping[str, Mark] = {
    "red": Mark("rect", "■", "982828", WHITE, "R"),
    "amber": Mark("triangle", "▲", "FFDD00", INK, "A"),
    "green": Mark("ellipse", "●", "4B9B7D", INK, "G"),
    "grey": Mark("ellipse", "○", WHITE, INK, "–", dashed=True),
    "complete": Mark("diamond", "♦", BRAND, WHITE, "C"),
    "not-started": Mark("rect", "□", WHITE, INK, "N", dashed=True),
}

WIDE, HIGH = 960.0, 540.0
MARGIN = 43.0
_TEXT = WIDE - 2 * MARGIN
_TOP, _DEPTH = 98.0, 390.0
_LEFT, _GAP = 300.0, 24.0

# the product's own layouts: their names, and the placeholders by the names that a template must have too
LAYOUTS: Mapping[str, Mapping[str, Box]] = {
    "Title and body": {"Body": Box(MARGIN, _TOP, _TEXT, _DEPTH)},
    "Title and table": {"Table": Box(MARGIN, _TOP, _TEXT, _DEPTH)},
    "Title, body and table": {
        "Body": Box(MARGIN, _TOP, _LEFT, _DEPTH),
        "Table": Box(MARGIN + _LEFT + _GAP, _TOP, _TEXT - _LEFT - _GAP, _DEPTH),
    },
    "Title, body and chart": {
        "Body": Box(MARGIN, _TOP, _LEFT, _DEPTH),
        "Chart": Box(MARGIN + _LEFT + _GAP, _TOP, _TEXT - _LEFT - _GAP, _DEPTH),
    },
}
COMMON: Mapping[str, Box] = {
    "Title": Box(MARGIN, 24.0, _TEXT, 62.0),
    "Footer": Box(MARGIN, 502.0, _TEXT - 60.0, 28.0),
    "Slide number": Box(WIDE - MARGIN - 50.0, 502.0, 50.0, 28.0),
}
