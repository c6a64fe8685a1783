"""The catalogue: every check is listed and tested, and every code a loader uses is explained."""

import re
from pathlib import Path

import pytest

from loaders._checks._codes import LOADER_CODES
from loaders._checks._registry import all_checks, catalogue

LOADERS = Path(__file__).resolve().parents[3] / "loaders"
SAYS = r'(?:error|warn|[pP]roblem|_error|_warn)\(\s*(?:reading, header, )?(?:"(?:error|warning)",\s*)?'
USED = re.compile(SAYS + r'"([a-z]+(?:-[a-z]+)+)"|code="([a-z-]+)"')


def test_every_code_that_a_loader_uses_is_explained() -> None:
    used = {one or other for path in LOADERS.glob("*.py") for one, other in USED.findall(path.read_text("utf-8"))}
    assert len(used) > 30
    assert used - {check.code for check in catalogue()} == set()


@pytest.mark.parametrize("check", catalogue(), ids=lambda check: check.code)
def test_what_is_listed_says_what_it_is(check: object) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.code)  # type: ignore[attr-defined]
    assert check.severity in ("error", "warning", "note")  # type: ignore[attr-defined]
    assert check.about.endswith(".")  # type: ignore[attr-defined]


def test_every_check_has_its_tests_and_codes_are_listed_once() -> None:
    tests = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    assert {code.replace("-", "_") for code in all_checks()} <= tests
    codes = [check.code for check in catalogue()]
    assert len(codes) == len(set(codes)) >= len(LOADER_CODES)
