"""What stands in deploy/ and docs/ names commands, settings and files that there are."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from dashboard.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
FILES = [*sorted((ROOT / "deploy").iterdir()), *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_command_and_setting_that_is_named_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    settings = {f"SAFER_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"SAFER_[A-Z_]+[A-Z]", text)) <= settings
    commands = set(re.findall(r"(?:`|bin/|^)safer ([a-z]+)", text, re.MULTILINE))
    for command in commands:
        assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0, command
    for link in re.findall(r"`((?:deploy|docs|tests|data)/[\w./-]+)`", text):
        assert (ROOT / link).exists(), link


def test_every_limit_is_a_setting_with_words_and_a_remedy() -> None:
    from loaders._limits import _REMEDY

    limits = {name for name in Settings.model_fields if name.startswith(("max_", "read_"))}
    assert limits == set(_REMEDY)
    assert all(field.description for field in Settings.model_fields.values())
    said = CliRunner().invoke(app, ["settings"]).stdout
    assert all(f"SAFER_{name.upper()}" in said for name in limits)
