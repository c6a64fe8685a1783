"""Workbooks shaped like those that partners send, each with its known truth."""

from collections.abc import Iterator

from tests.workbooks import awkward, cards, exports, sheets, wide
from tests.workbooks._case import Case, Maker


def all_cases() -> Iterator[Case]:
    """Every workbook, the same ones every time; each family makes several that differ in spelling and numbers."""
    for module in (wide, cards, exports, sheets, awkward):
        for name, (make, count) in module.FAMILIES.items():
            for number in range(1, count + 1):
                case = make(Maker(f"{name} {number}"))
                case.name = f"{name.replace('_', ' ')} {number}"
                yield case
