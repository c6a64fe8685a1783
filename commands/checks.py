"""safer checks: what a file may be refused or doubted for."""

from dataclasses import asdict

from commands._common import AsJson, out, print_json
from loaders._checks._registry import catalogue


def checks(as_json: AsJson = False) -> None:
    """What a file is checked for: the code of each problem, how grave it is, and what it means."""
    found = catalogue()
    if as_json:
        print_json({"checks": [asdict(check) for check in found]})
        return
    for check in found:
        out(f"{check.code} ({check.severity}): {check.title}\n    {check.about}")


COMMANDS = {"checks": checks}
