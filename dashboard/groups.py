"""Groups of areas to compare an area with, kept as data: who belongs, what they are together, and who says so."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from dashboard.areas import Areas
from dashboard.declared import Code, Declared, read
from dashboard.errors import BadDeclaration
from dashboard.settings import DATA

FILE = DATA / "groups.toml"
Text = Annotated[str, Field(min_length=1, max_length=400)]


class Group(Declared):
    """A list of `areas` by code; `together` names their sum in a sentence (London), `note` says what to mind."""

    code: Code
    title: Text
    together: Text
    areas: tuple[str, ...] = Field(min_length=2)
    source: Text
    note: str = ""

    @model_validator(mode="after")
    def _no_area_twice(self) -> Self:
        twice = [area for area, count in Counter(self.areas).items() if count > 1]
        if twice:
            raise ValueError(f"the area “{twice[0]}” is there more than once")
        return self


class Groups(Declared):
    """A file of groups; the first that holds an area is the one it is compared with unless another is chosen."""

    groups: tuple[Group, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        twice = [code for code, count in Counter(group.code for group in self.groups).items() if count > 1]
        if twice:
            raise ValueError(f"the group “{twice[0]}” is there more than once")
        return self


def listed(areas: Areas, path: Path = FILE) -> tuple[Group, ...]:
    """The groups of a file, of areas in the register. Raises BadDeclaration, naming the entry."""
    found = _read(path)
    for number, group in enumerate(found):
        unknown = [code for code in group.areas if code not in areas.by_code]
        if unknown:
            entry, why = f"groups[{number}].areas ({group.code})", f"there is no area “{unknown[0]}” in the register"
            raise BadDeclaration(file=path.name, entry=entry, why=why)
    return found


def holding(known: tuple[Group, ...], area: str) -> tuple[Group, ...]:
    """The groups that `area` belongs to, in the order of the file."""
    return tuple(group for group in known if area in group.areas)


@cache
def _read(path: Path) -> tuple[Group, ...]:
    return read(path, Groups, what="groups").groups
