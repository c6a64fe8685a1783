"""What MARAC cases are set against, as data: the file that is shipped, and faults named by entry."""

from pathlib import Path

import pytest

from dashboard.errors import BadDeclaration
from dashboard.marac import expectation

ENTRY = '[[expected]]\narea = "E09000006"\ncases = 520\nsource = "a paper"\n'


def test_the_expectation_of_safelives_and_of_the_partnership() -> None:
    found = expectation()
    bromley = found.of("E09000006")
    assert (found.per_10k, bromley and bromley.cases) == (40.0, 520)
    assert found.of("E09000001") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("per_10k = 40.0\n" + ENTRY + ENTRY, "the area “E09000006” is there more than once"),
        ("per_10k = 40.0\n" + ENTRY.replace("520", "0"), r"expected\[0\].cases"),
        ("per_10k = 0.0\n", "per_10k"),
        (ENTRY, "is missing"),
    ],
)
def test_a_fault_names_its_entry(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "marac.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadDeclaration, match=said):
        expectation(path)
