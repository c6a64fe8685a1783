"""What tests of checks ask for: a file to spoil, and a store to compare it with."""

import pytest

from dashboard.store.store import Store
from tests.loaders.checks.examining import Examiner, Met


@pytest.fixture
def met() -> Met:
    """32 boroughs, 21 sub-categories and the 24 months from January 2024: the same figures every time."""
    return Met.made()


@pytest.fixture
def examiner(sqlite_store: Store) -> Examiner:
    return Examiner(sqlite_store)
