"""Each page says how fresh its figures are, and what is late."""

import pytest

from app import create_app
from dashboard.settings import Settings
from dashboard.store.store import Store
from loaders._load import load

MET = "MajorText,MinorText,BoroughName,202504,202505,202506\nBURGLARY,HOME,Bromley,9,8,7\n"


@pytest.mark.parametrize("path", ["/", "/priority/violence", "/indicator/burglary"])
def test_a_page_says_to_when_its_figures_go(sqlite_store: Store, path: str) -> None:
    client = create_app(Settings(), sqlite_store).server.test_client()
    assert "No figures have been loaded for this strategy and area yet." in client.get(path).get_data(as_text=True)
    load(sqlite_store, [("met.csv", MET.encode())], by="analyst")
    said = client.get(path).get_data(as_text=True)
    assert "How fresh the figures are: 1 of 1 sources late" in said
    assert "Recorded crime by borough (Metropolitan Police): to Jun 2025" in said
