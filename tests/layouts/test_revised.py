"""A figure that was revised says so wherever it is shown, and one that was not says nothing."""

import re

import pytest

from app import create_app
from dashboard.settings import Settings
from dashboard.store.store import Store
from loaders._load import load

HEAD = "MajorText,MinorText,BoroughName,202504,202505,202506\n"
FIRST, SECOND = (HEAD + f"BURGLARY,HOME,Bromley,9,8,{june}\nROBBERY,PERSONAL,Bromley,5,5,5\n" for june in (7, 15))


@pytest.mark.parametrize("path", ["/", "/priority/neighbourhood-crime", "/indicator/burglary"])
def test_a_revised_figure_says_what_it_was(sqlite_store: Store, path: str) -> None:
    load(sqlite_store, [("a.csv", FIRST.encode())], by="analyst")
    before = str(sqlite_store.uploads()[0]["loaded_at"])
    load(sqlite_store, [("b.csv", SECOND.encode())], by="analyst")
    client = create_app(Settings(), sqlite_store).server.test_client()
    said = client.get(path, query_string={"quarter": "FY2025-26-Q1"}).get_data(as_text=True)
    assert "was 24, now 32 [r]" in said
    # robbery stands as it was, and at the earlier moment nothing was revised
    assert "was 15, now 15" not in said
    then = client.get(path, query_string={"quarter": "FY2025-26-Q1", "as_at": before[:26]}).get_data(as_text=True)
    assert not re.search(r"was [\d,]+, now", then)
    assert "24" in then
