"""What tests of slides look at: their shapes, texts, charts with their workbooks, and how much room texts take."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pptx
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from dashboard.packs import pptx as slides
from dashboard.packs.pack import Pack


def opened(pack: Pack, template: bytes | None = None) -> Presentation:
    return pptx.Presentation(io.BytesIO(slides.made(pack, template)))


def titles(deck: Presentation) -> list[str]:
    return [slide.shapes.title.text_frame.text if slide.shapes.title is not None else "" for slide in deck.slides]


def slide(deck: Presentation, title: str) -> Any:
    return next(one for one, found in zip(deck.slides, titles(deck), strict=True) if found == title)


def texts(found: Any) -> list[str]:
    """Every paragraph of a slide, tables too."""
    return ["".join(run.text or "" for run in p.iter(qn("a:t"))) for p in found._element.iter(qn("a:p"))]


def tables(found: Any) -> list[list[list[str]]]:
    made = [shape.table for shape in found.shapes if shape.has_table]
    return [[[cell.text_frame.text for cell in row.cells] for row in table.rows] for table in made]


def charts(deck: Presentation) -> Iterator[tuple[str, Any]]:
    """Every chart with the title of its slide."""
    for title, one in zip(titles(deck), deck.slides, strict=True):
        for shape in one.shapes:
            if shape.has_chart:
                yield title, shape.chart


def cached(chart: Any) -> dict[str, list[float | None]]:
    """The series of a chart as its markup holds them."""
    return {series.name: list(series.values) for plot in chart.plots for series in plot.series}


def worked(chart: Any) -> dict[str, list[float | None]]:
    """The series of a chart as its workbook holds them."""
    rows = list(sheet(chart).iter_rows(values_only=True))
    return {str(name): [row[n] for row in rows[1:]] for n, name in enumerate(rows[0]) if n}


def sheet(chart: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active


def parts(content: bytes, inner: str = "") -> dict[str, bytes]:
    """Every part of a file, and those of the files in it."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            body = archive.read(name)
            found[f"{inner}{name}"] = body
            if body[:2] == b"PK":
                found |= parts(body, f"{name}/")
    return found
