"""Killed at any moment, work is wholly there or wholly absent; `python -m tests.kills` does it a thousand times."""

from pathlib import Path

import pytest

from dashboard.store.store import Store
from tests.kills import Killer

TIMES = 40


def test_what_is_killed_is_wholly_there_or_wholly_absent(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAFER_SECRET_KEY", "a key for this test only")
    url = store.engine.url.render_as_string(hide_password=False)
    store.close()  # no connection may be shared by two processes
    (tmp_path / "kills").mkdir()
    killer = Killer(url, tmp_path / "kills", seed=2012)
    killer.measure()
    for number in range(TIMES):
        killer.round(number)
    assert killer.killed >= TIMES // 4  # most are, unless the machine is idle
