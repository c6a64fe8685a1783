"""What every test may ask for: a store on SQLite, and on PostgreSQL where a server is named."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.store.store import Store
from tests.stores import empty, on_postgres, template

ROOT = Path(__file__).resolve().parent.parent
REAL_DATA = ROOT.parent / "shared" / "data"
# what takes longest goes first, so that one worker is not left with it while the other has nothing more to do
FIRST = (
    "test_real_files.py",
    "loaders/checks/test_published.py",
    "test_kills.py",
    "test_priority_three.py",
    "loaders/test_job.py",
    "dashboard/scorecard/test_as_at.py",
    "test_cli.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {ROOT / "tests" / name: place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: order.get(item.path, len(order)))


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty store of its own, on both databases."""
    if request.param == "sqlite":
        with closing(empty(tmp_path / "test.sqlite")) as made:
            yield made
        return
    # beside a server there is no file for the key of the audit log
    monkeypatch.setenv("SAFER_SECRET_KEY", "a key for tests only")
    with on_postgres(request.getfixturevalue("postgres_template")) as made:
        yield made


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """The name of a database on PostgreSQL that each test's own is copied from."""
    with template() as name:
        yield name


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """An empty store on SQLite, for tests in which the database does not matter."""
    with closing(empty(tmp_path / "test.sqlite")) as made:
        yield made


@pytest.fixture
def real_data() -> Path:
    """The folder of published files; the test is skipped where it is absent."""
    if not REAL_DATA.is_dir():
        pytest.skip("the published files are not beside the project")
    return REAL_DATA
