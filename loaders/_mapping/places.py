"""Areas as partners write them: codes, names with “Council” or “Borough”, names inside a title."""

import re
from functools import cached_property

from dashboard.areas import LOCAL_AUTHORITY, Areas, folded
from dashboard.records import AreaRow
from loaders._book import Cell, Sheet, tidy
from loaders._mapping.words import AREA, key, label
from loaders._return_table import AREA_IN_ONE_CELL

LOCAL = (*LOCAL_AUTHORITY, "city")
PLACES = (*LOCAL, "force", "csp", "region", "country")
# Names that are words as well: in a title they are not taken for the place.
_WORDS = frozenset(
    {"reading", "bury", "rugby", "boston", "sale", "wells", "dover", "hart", "eden", "swale", "ashfield"}
)
# Short forms that Londoners use, besides those that begin a borough's name.
_SHORT = {"h and f": "E09000013", "lbhf": "E09000013", "lbbd": "E09000002", "rbkc": "E09000020", "k and c": "E09000020"}
_AROUND = re.compile(
    r"\b(safer|council|borough|csp|bcu|district|community safety partnership|partnership|police|lb|la|local authority"
    r"|london|royal|city|metropolitan|of|the|mbc|cc|dc|council area|local area)\b"
)


_CODE = re.compile(r"\b[EWSNK]\d{8}\b", re.IGNORECASE)


class Places:
    """Finds the area that a text names; remembers what it has found."""

    def __init__(self, areas: Areas) -> None:
        self.areas = areas
        self._found: dict[str, AreaRow | None] = {}
        self._near: dict[str, list[str]] = {}
        self.taken_for: dict[str, str] = {}

    def find(self, cell: Cell) -> AreaRow | None:
        """The area of that code or name; a local authority before a force or region of the same name."""
        text = label(cell)
        if text.isdecimal():
            return None
        if text not in self._found:
            self._found[text] = self._find(text)
        return self._found[text]

    def _find(self, text: str) -> AreaRow | None:
        if not text:
            return None
        areas = self.areas
        if (coded := _CODE.search(text)) and (named := areas.by_code.get(coded[0].upper())):
            return named
        code = text.upper().replace(" ", "")
        found = areas.by_code.get(code) or areas.named(text, LOCAL) or areas.named(text, PLACES)
        if found is None and (bare := " ".join(_AROUND.sub(" ", folded(text)).split())):
            found = areas.named(bare, LOCAL) or areas.by_code.get(_SHORT.get(bare, "")) or self._begins(bare)
        # a partnership's figures are kept under the authority it is of
        return areas.by_code.get(found.parent, found) if found and found.kind == "csp" else found

    def _begins(self, name: str) -> AreaRow | None:
        """The one borough whose name begins with these words: Kingston, Richmond, Barking."""
        longer = [row for row in self.areas.of_kind("borough") if folded(row.name).startswith(f"{name} ")]
        found = longer[0] if len(longer) == 1 else None
        if found:
            self.taken_for[name] = found.name
        return found

    def near(self, text: str) -> list[str]:
        """Names that look like `text`, best first."""
        if text not in self._near:
            self._near[text] = self.areas.near(text, LOCAL)
        return self._near[text]

    @cached_property
    def _names(self) -> dict[str, AreaRow]:
        rows = self.areas.of_kind(*LOCAL)
        return {name: row for row in rows if len(name := folded(row.name)) > 3 and name not in _WORDS}

    def inside(self, text: str) -> list[AreaRow]:
        """Local authorities named somewhere in a text, longest name first; “Barking and Dagenham” hides “Barking”."""
        said = f" {folded(re.sub(r'[_.-]+', ' ', text))} "
        found: list[AreaRow] = []
        for name, row in sorted(self._names.items(), key=lambda item: -len(item[0])):
            if f" {name} " in said:
                said = said.replace(f" {name} ", "  ")
                found.append(row)
        return found


def labelled_area(sheet: Sheet, before: int) -> tuple[str, tuple[int, int]] | None:
    """What stands beside or after “Area:” or “Borough:” above row `before`, and where."""
    for number, row in enumerate(sheet.rows[: before - 1], 1):
        for column, cell in enumerate(row, 1):
            if found := AREA_IN_ONE_CELL.fullmatch(tidy(cell)):
                return found[1], (number, column)
            if key(cell) in AREA:
                beside = next((c for c in range(column + 1, column + 4) if sheet.text(number, c)), None)
                if beside:
                    return sheet.text(number, beside), (number, beside)
    return None
