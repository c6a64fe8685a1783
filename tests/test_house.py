"""The rules of the house that no other tool keeps."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = [
    path
    for folder in ("commands", "dashboard", "loaders", "layouts", "web")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
CODE = [path for path in ROOMS if "versions" not in path.parts] + list(ROOT.glob("*.py"))
CODE = [path for path in CODE if path.exists()]


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_has_a_caption_and_is_not_too_large(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if not text.strip():
        assert path.name == "__init__.py"
        return
    caption = ast.get_docstring(ast.parse(text))
    assert caption, "the module says in one line what it is"
    assert text.count("\n") <= 320, "two names would describe this room better"


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_functions_are_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= 60]
    assert long == []


def test_data_holds_no_python() -> None:
    assert not list((ROOT / "data").rglob("*.py"))


def test_only_the_store_imports_sqlalchemy() -> None:
    users = [
        path.relative_to(ROOT).as_posix()
        for path in CODE
        if re.search(r"^\s*(import|from) (sqlalchemy|alembic)", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert all(user.startswith("dashboard/store/") for user in users)


def test_no_room_knows_the_roof() -> None:
    roof = re.compile(r"^\s*(import|from) (app|api|cli)\b", re.MULTILINE)
    rooms = [path for path in CODE if path.parent != ROOT]
    assert [str(path) for path in rooms if roof.search(path.read_text(encoding="utf-8"))] == []


def test_the_lock_names_no_registry_and_hashes_everything() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    pinned = [block for block in blocks if re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==", block)]
    assert len(pinned) > 30
    assert all("--hash=sha256:" in block for block in pinned)


def test_nothing_is_left_undone_in_the_code() -> None:
    marks = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
    assert [str(path) for path in CODE if marks.search(path.read_text(encoding="utf-8"))] == []


def test_no_published_file_is_copied_into_the_project() -> None:
    if not (ROOT.parent / "shared" / "data").is_dir():
        pytest.skip("the published files are not beside the project")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    ours = {(ROOT / name).read_bytes() for name in listed if name and (ROOT / name).is_file()}
    theirs = {path.read_bytes() for path in (ROOT.parent / "shared" / "data").rglob("*.*") if path.is_file()}
    assert not ours & theirs
