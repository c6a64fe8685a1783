"""The numbers of a chart on a slide: its workbook, which anybody can edit, and where each of them stands in it."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.util import lazyproperty
from xlsxwriter import Workbook

# whatever a name begins with, it is text
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class _Writer(CategoryWorkbookWriter):
    """A workbook whose texts are texts and whose time is that of the pack."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: io.BytesIO) -> Iterator[tuple[Any, Any]]:
        workbook = Workbook(xlsx_file, _OPTIONS)
        workbook.set_properties({"created": self._chart_data.moment})
        worksheet = workbook.add_worksheet()
        yield workbook, worksheet
        workbook.close()


class Numbers(CategoryChartData):
    """Categories and series with their numbers; `xml` is the chart's own markup, made of them by whoever draws it."""

    def __init__(self, moment: datetime, form: str) -> None:
        super().__init__(number_format=form)
        self.moment, self.form, self.xml = moment, form, ""

    def place(self, number: int) -> str:
        """The column of a series, the first being 0."""
        return str(CategoryWorkbookWriter._column_reference(number + 2))

    def xml_bytes(self, chart_type: object) -> bytes:
        return self.xml.encode("utf-8")

    @lazyproperty
    def _workbook_writer(self) -> _Writer:
        return _Writer(self)


def numbers(
    moment: datetime, form: str, categories: Sequence[str], series: Sequence[tuple[str, Sequence[float | None]]]
) -> Numbers:
    """The data of a chart; None is a gap in it and an empty cell."""
    made = Numbers(moment, form)
    made.categories = list(categories)
    for name, values in series:
        made.add_series(name, values)
    return made
