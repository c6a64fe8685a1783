"""What parts the cells of a csv: told by lines that are alike, not by which sign is there most."""

import pytest

from loaders._book import open_book

SEMICOLONS = (
    "Borough;Calls\nBromley;1,234,567\nBexley;2,345,678\n",
    "Calls by borough, quarter and type, as recorded, in full\nBorough;Q1;Q2\nBromley;1,234;5,678\nBexley;1,234;99\n",
    'Borough;Remark;Calls\nBromley;"late; sent again, twice, in part";1,234\nBexley;none;1,234\n',
)
COMMAS = (
    "Borough,Remark\nBromley,sent late; twice; in part; by hand\nBexley,none\n",
    'Borough,Calls\nBromley,"1,234,567"\nBexley,"2,345,678"\n',
    "Noise; litter; graffiti; by borough\n\nBorough,Q1\nBromley,3\nBexley,4\n",
    "one column\nand no sign\n",
)
TABS = ("Borough\tCalls, all\nBromley\t1,234,567\nBexley\t2,345;678\n",)


def rows(text: str) -> list[list[str]]:
    return open_book(text.encode(), "file.csv").sheets[0].rows


@pytest.mark.parametrize("text", SEMICOLONS)
def test_thousands_in_semicolons_are_no_columns(text: str) -> None:
    assert all(len(row) == len(rows(text)[-1]) >= 2 for row in rows(text)[-2:])
    assert rows(text)[-2][-1] in ("1,234,567", "5,678", "1,234")


@pytest.mark.parametrize("text", COMMAS)
def test_semicolons_in_words_part_nothing(text: str) -> None:
    assert [len(row) for row in rows(text)[-2:]] == ([2, 2] if "Bromley" in text else [1, 1])


@pytest.mark.parametrize("text", TABS)
def test_tabs(text: str) -> None:
    assert rows(text)[1:] == [["Bromley", "1,234,567"], ["Bexley", "2,345;678"]]
