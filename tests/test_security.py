"""docs/security.md names tests that there are, and roles and limits as they are."""

import ast
import re
from pathlib import Path

from dashboard.roles import ROLES
from dashboard.settings import Settings
from dashboard.store.passwords import LONGEST, SHORTEST

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", TEXT)
    assert len(named) > 50
    defined: dict[str, set[str]] = {}
    for file, name in named:
        if file not in defined:
            tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
            defined[file] = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert name in defined[file], f"{file}::{name}"


def test_every_requirement_has_a_test() -> None:
    rows = [line for line in TEXT.splitlines() if re.match(r"\| \d", line)]
    assert len(rows) > 40
    assert [row[:60] for row in rows if "::test_" not in row] == []


def test_what_it_says_of_roles_sessions_and_passwords_is_so() -> None:
    for role in ROLES:
        assert re.search(rf"^\| (priority )?{role} \|", TEXT, re.MULTILINE), role
    settings = Settings.model_fields
    assert f"after {settings['session_idle_minutes'].default} idle minutes" in TEXT.replace("\n", " ").replace(
        "ends after", "after"
    )
    assert f"after {settings['session_hours'].default} hours" in TEXT
    assert f"Passwords are {SHORTEST} to {LONGEST} characters" in TEXT
