"""While the worst files are being read behind the scenes, the server goes on answering."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.store.store import Store
from loaders._job import start
from tests.hostile.test_hostile import FILES

ROOT = Path(__file__).resolve().parents[2]
WORST = (
    *("a cell at XFD1048576", "only a cell at XFD1048576", "a blank at CV900000", "bomb that lies about its size"),
    *(
        "a billion laughs",
        "an old workbook that points at itself",
        "a repeated row below nothing",
        "a column of surnames",
    ),
)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    """A store, and the address of a real server over it."""
    url = f"sqlite:///{tmp_path / 'x.sqlite'}"
    store = Store.open(url)
    port = 20_000 + os.getpid() % 20_000
    command = [sys.executable, "-c", "import cli; cli.main()", "serve", "--port", str(port), "--workers", "1"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([*command, "--database", url], cwd=ROOT, stderr=log, stdout=log)
        try:
            for _ in range(600):
                if _answers(f"http://127.0.0.1:{port}", 1.0):
                    break
                time.sleep(0.1)
            yield store, f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            ended = process.wait(40)
            store.close()
    assert ended == 0, (tmp_path / "log").read_text()
    assert '"logger": "safer.web"' in (tmp_path / "log").read_text()


def _answers(address: str, seconds: float) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=seconds) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_the_server_answers_while_hostile_files_are_read(served: tuple[Store, str]) -> None:
    store, address = served
    tokens = [store.pending.add(FILES[name].file, FILES[name].content(), by="x") for name in WORST]
    start(store)
    ends, answered = time.monotonic() + 120, 0
    while any(file.running for file in store.pending.all()):
        assert time.monotonic() < ends
        assert _answers(address, 10.0)
        answered += 1
        time.sleep(0.1)
    assert answered > 2
    states = [found.state for token in tokens if (found := store.pending.one(token))]
    assert set(states) <= {"refused", "failed", "ready"} and len(states) == len(WORST)
    assert store.uploads() == []
    for file in store.pending.all():
        said = store.pending.reports([file.token])[file.token]
        words = said.get("failed") or " ".join(problem["message"] for problem in said["problems"])
        assert "fault of this program" not in words, (file.file, words)
