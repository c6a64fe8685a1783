"""python -m tests.workbooks: the tables of results; with names of workbooks, their differences and problems too."""

import sys

from tests.workbooks import SETS, all_cases
from tests.workbooks._judge import Verdict, judge, summary


def _tell(kind: str, verdicts: list[Verdict], *, closely: bool) -> None:
    print(f"{kind.upper()}\n{summary(verdicts)}\n")  # noqa: T201
    for verdict in verdicts:
        if closely or not verdict.read_well:
            print(f"{verdict.case.name} ({verdict.case.file}) {verdict.questions}")  # noqa: T201
            for line in (verdict.missed[:6], verdict.wrong[:6], verdict.problems[:6]):
                print("   ", *line, sep="\n    ")  # noqa: T201


if __name__ == "__main__":
    wanted = sys.argv[1:]
    for kind in SETS:
        cases = [case for case in all_cases(kind) if not wanted or any(name in case.name for name in wanted)]
        if cases:
            _tell(kind, [judge(case) for case in cases], closely=bool(wanted))
