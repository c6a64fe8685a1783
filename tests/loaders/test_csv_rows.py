"""The quick way through a csv without quotation marks gives what the csv module gives."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders._book import _rows, open_book

PIECES = st.sampled_from(["a", "1,234", " ", ";", ",", "\n", "\r\n", "\r", "é", "\x0b", "\u2028", "\t", "12.5", "'"])


@given(st.lists(PIECES, min_size=1, max_size=40).map("".join), st.sampled_from([",", ";", "\t"]))
def test_text_without_quotation_marks_is_read_as_the_csv_module_reads_it(text: str, delimiter: str) -> None:
    assert _rows(text, delimiter) == list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_quoted_cells_hold_delimiters_and_line_ends(end: str) -> None:
    content = f'Name,Count{end}"Noise, nuisance","1,290"{end}"two{end}lines",3{end}'.encode()
    rows = open_book(content, "asb.csv").sheets[0].rows
    assert rows == [["Name", "Count"], ["Noise, nuisance", "1,290"], [f"two{end}lines", "3"]]
