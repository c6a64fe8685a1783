"""Empty returns: protected, with drop-downs, and read back by their own loader once filled in."""

import io
import subprocess
import sys

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from dashboard.areas import read as read_areas
from dashboard.settings import areas_file
from loaders._book import open_book
from loaders._forms import templates
from loaders._load import recognise
from loaders._registry import all_loaders
from loaders._return_measures import Return
from loaders._return_table import measures_by_key
from loaders._returns import (
    ASB,
    CONFIDENCE,
    CRIME,
    FIRES,
    FLY_TIPPING,
    PREVENT,
    PROBATION,
    TRADING_STANDARDS,
    YOUTH_JUSTICE,
)
from loaders._template import write_template

FORMS = (ASB, CRIME, CONFIDENCE, FLY_TIPPING, YOUTH_JUSTICE, PROBATION, PREVENT, FIRES, TRADING_STANDARDS)
by_code = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.source.code)


def opened(form: Return) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_template(form.source.code)))


def test_each_return_has_a_template() -> None:
    assert {form.source.code for form in FORMS} <= templates().keys()
    with pytest.raises(KeyError):
        write_template("crime.mps_borough")


@by_code
def test_only_entry_cells_are_open(form: Return) -> None:
    workbook = opened(form)
    sheet = workbook["Return"]
    assert sheet.protection.sheet and workbook["Notes"].protection.sheet
    assert workbook["Lists"].sheet_state == "hidden"
    assert sheet.freeze_panes == "B8"
    assert sheet["A8"].protection.locked and sheet["A7"].protection.locked
    assert not sheet["B3"].protection.locked and not sheet["B7"].protection.locked
    for row, measure in enumerate(form.measures, 8):
        assert sheet.cell(row, 1).value == measure.label
        assert sheet.cell(row, 2).protection.locked == bool(form.parts(measure.series.code))


@by_code
def test_cells_say_what_they_take(form: Return) -> None:
    rules = {str(rule.sqref): rule for rule in opened(form)["Return"].data_validations.dataValidation}
    assert rules["B3"].type == rules["B7:I7"].type == "list"
    for row, measure in enumerate(form.measures, 8):
        if not form.parts(measure.series.code):
            assert rules[f"B{row}:I{row}"].type == ("decimal" if measure.series.unit == "%" else "whole")


@by_code
def test_a_filled_form_is_read_back(form: Return) -> None:
    workbook = opened(form)
    sheet = workbook["Return"]
    sheet["B3"], sheet["B4"], sheet["B7"], sheet["C7"] = "Bromley", "Police", "Apr–Jun 2011", "Apr–Jun 2012"
    for row, measure in enumerate(form.measures, 8):
        if not form.parts(measure.series.code):
            sheet.cell(row, 2, 10)
            sheet.cell(row, 3, "not yet published")
    file = io.BytesIO()
    workbook.save(file)
    book = open_book(file.getvalue(), "filled.xlsx")
    loader = all_loaders()[form.source.code]
    assert recognise(book)[0] is loader
    reading = loader.read(book, read_areas(areas_file()))
    assert not reading.problems
    found = {o.series: o.value for o in reading.observations if o.period.key == "FY2011-12-Q1"}
    expected = {m.series.code: 10.0 * (len(form.parts(m.series.code)) or 1) for m in form.measures}
    assert found == expected
    assert {o.value for o in reading.observations if o.period.key == "FY2012-13-Q1"} == {None}


@by_code
def test_an_empty_form_is_recognised_and_says_what_it_lacks(form: Return) -> None:
    book = open_book(write_template(form.source.code), "empty.xlsx")
    assert recognise(book)[0] is all_loaders()[form.source.code]
    reading = all_loaders()[form.source.code].read(book, read_areas(areas_file()))
    assert [problem.code for problem in reading.problems] == ["no-period"]


@by_code
def test_the_notes_explain_each_measure(form: Return) -> None:
    terms = {row[0].value for row in opened(form)["Notes"].iter_rows()}
    assert {measure.label for measure in form.measures} <= terms


def test_no_name_of_a_measure_belongs_to_two_returns() -> None:
    names = [key for form in FORMS for key in measures_by_key(form)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("module", ["loaders._job", "cli", "app"])
def test_nothing_but_writing_a_form_waits_for_the_library_that_writes_workbooks(module: str) -> None:
    code = (
        f"import sys, {module}; from loaders._registry import all_loaders; all_loaders(); "
        "sys.exit('openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
