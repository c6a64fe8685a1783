"""python -m tests.workbooks: the table of results; with names of workbooks, their differences and problems too."""

import sys

from tests.workbooks import all_cases
from tests.workbooks._judge import judge, summary

if __name__ == "__main__":
    wanted = sys.argv[1:]
    verdicts = [judge(case) for case in all_cases() if not wanted or any(name in case.name for name in wanted)]
    print(summary(verdicts))  # noqa: T201
    for verdict in verdicts:
        if wanted or not verdict.read_well:
            print(f"\n{verdict.case.name} ({verdict.case.file}) {verdict.questions}")  # noqa: T201
            for line in (verdict.missed[:6], verdict.wrong[:6], verdict.problems[:6]):
                print("   ", *line, sep="\n    ")  # noqa: T201
