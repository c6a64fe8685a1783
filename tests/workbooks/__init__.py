"""Workbooks shaped like those that partners send, each with its known truth."""

from collections.abc import Iterator

from tests.workbooks import awkward, cards, exports, sheets, unseen, wide
from tests.workbooks._case import Case, Maker

SETS = {"tuned": (wide, cards, exports, sheets, awkward), "held out": unseen.MODULES, "held out later": unseen.LATER}


def all_cases(kind: str = "tuned") -> Iterator[Case]:
    """Every workbook of a set, the same ones every time; a family's differ in spelling and numbers."""
    for module in SETS[kind]:
        for name, (make, count) in module.FAMILIES.items():
            for number in range(1, count + 1):
                case = make(Maker(f"{name} {number}"))
                case.name = f"{name.replace('_', ' ')} {number}"
                yield case
