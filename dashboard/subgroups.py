"""Sub-groups that report to the partnership each quarter, kept as data: who files the report and when it is due."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from dashboard.declared import Code, Declared, read
from dashboard.settings import DATA

FILE = DATA / "subgroups.toml"
Text = Annotated[str, Field(min_length=1, max_length=80)]


class Subgroup(Declared):
    """A sub-group; its report is filed by `role` within `due_days` of the quarter's end."""

    code: Code
    title: Text
    role: Text
    due_days: int = Field(ge=0, le=365, strict=True)


class Subgroups(Declared):
    """A file of sub-groups, in the order they are shown."""

    subgroups: tuple[Subgroup, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        twice = [code for code, count in Counter(group.code for group in self.subgroups).items() if count > 1]
        if twice:
            raise ValueError(f"the sub-group “{twice[0]}” is there more than once")
        return self


@cache
def listed(path: Path = FILE) -> tuple[Subgroup, ...]:
    """The sub-groups of a file. Raises BadDeclaration, naming the entry."""
    return read(path, Subgroups, what="sub-groups").subgroups
