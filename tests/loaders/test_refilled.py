"""Returns laid out as the last one: the same rows, the next periods, last figures to compare with, never read again."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from typer.testing import CliRunner

from cli import app
from dashboard.periods import parse
from dashboard.store.store import Store
from loaders._earlier import Earlier, earlier
from loaders._load import load
from loaders._return_form import write_form
from loaders._returns import ASB, PROBATION, YOUTH_JUSTICE
from loaders._template import refilled, write_template
from tests.loaders.test_marac_return import HEADINGS, workbook

BROMLEY, TODAY = "E09000006", date(2025, 11, 20)
Cells = dict[str, list[object]]


def sent(store: Store, periods: list[str], rows: Cells, area: str = "Bromley") -> dict[str, Any]:
    """A partner's own table of a return, loaded."""
    made = openpyxl.Workbook()
    made.active.append(["Area:", area])
    made.active.append([])
    made.active.append(["Measure", *periods])
    for label, numbers in rows.items():
        made.active.append([label, *numbers])
    return loaded(store, made)


def loaded(store: Store, made: Workbook) -> dict[str, Any]:
    file = io.BytesIO()
    made.save(file)
    (result,) = load(store, [("return.xlsx", file.getvalue())], by="analyst")
    return result


def opened(content: bytes | None) -> Workbook:
    assert content is not None
    return openpyxl.load_workbook(io.BytesIO(content))


def made_for(store: Store, today: date = TODAY) -> Workbook:
    return opened(write_form(ASB, earlier(store, ASB, BROMLEY), today=today))


def standing(store: Store, codes: list[str]) -> dict[tuple[str, str], float | None]:
    return {(row.series, row.period.key): row.value for row in store.observations(codes, [BROMLEY])}


def test_rows_periods_and_last_figures(sqlite_store: Store) -> None:
    sent(sqlite_store, ["Apr–Jun 2025"], {"Noise": [30], "ASB to police": [40]})
    sheet = made_for(sqlite_store)["Return"]
    rows = [[cell.value for cell in row] for row in sheet["A7:D9"]]
    assert rows == [
        ["Measure", "For comparison: Apr–Jun 2025", "Jul–Sep 2025", None],
        ["Noise & nuisance", 30, None, None],
        ["ASB to police", 40, None, None],
    ]
    assert sheet["A10"].value is None
    assert sheet["B3"].value == "Bromley"
    assert sheet["B8"].protection.locked and sheet["B7"].protection.locked
    assert not sheet["C8"].protection.locked and not sheet["C7"].protection.locked
    assert sheet["B8"].fill.fgColor.rgb != sheet["C8"].fill.fgColor.rgb


def test_a_total_works_itself_out_where_all_its_parts_are_there(sqlite_store: Store) -> None:
    parts: Cells = {measure.label: [5] for measure in ASB.parts("asb.total")}
    sent(sqlite_store, ["Apr–Jun 2025"], parts)
    sheet = made_for(sqlite_store)["Return"]
    assert sheet["A13"].value == "Total"
    assert sheet["B13"].value == 25
    assert sheet["C13"].value == '=IF(COUNT(C8,C9,C10,C11,C12)=5,SUM(C8,C9,C10,C11,C12),"")'


def test_a_total_that_is_sent_without_its_parts_is_filled_in(sqlite_store: Store) -> None:
    sent(sqlite_store, ["Apr–Jun 2025"], {"Total ASB": [70], "Graffiti": [5]})
    made = made_for(sqlite_store)
    sheet = made["Return"]
    assert [sheet["A8"].value, sheet["A9"].value] == ["Graffiti", "Total"]
    assert not sheet["C9"].protection.locked
    notes = {row[0].value: row[1].value for row in made["Notes"].iter_rows()}
    assert "Noise & nuisance" in str(notes["Rows left out"])


@pytest.mark.parametrize(
    ("today", "following"),
    [
        (date(2025, 7, 1), ["Jul–Sep 2025"]),
        (date(2025, 11, 20), ["Jul–Sep 2025"]),
        (date(2026, 4, 2), ["Jul–Sep 2025", "Oct–Dec 2025", "Jan–Mar 2026"]),
    ],
)
def test_every_period_that_has_ended_since_is_ready(sqlite_store: Store, today: date, following: list[str]) -> None:
    sent(sqlite_store, ["Apr–Jun 2025"], {"Noise": [30], "Graffiti": [4]})
    headings = [cell.value for cell in made_for(sqlite_store, today)["Return"][7]][2:]
    assert [text for text in headings if text] == following


def test_each_kind_of_period_goes_on(sqlite_store: Store) -> None:
    sent(sqlite_store, ["Apr–Jun 2025", "Jan–Dec 2023"], {"FTE": ["", 31], "Custody": [2, ""], "RJ referrals": [3, ""]})
    found = earlier(sqlite_store, YOUTH_JUSTICE, BROMLEY)
    assert found is not None
    assert [when.key for when in found.newest] == ["FY2025-26-Q1", "CY2023"]
    assert [when.key for when in found.following(TODAY)] == ["FY2025-26-Q2", "CY2024"]


def test_next_years_follow_by_a_year() -> None:
    found = Earlier("Bromley", frozenset(), (parse("FY2023-24"),), {})
    assert [when.key for when in found.following(TODAY)] == ["FY2024-25"]


def test_what_is_filled_in_is_read_and_the_last_figures_are_not(sqlite_store: Store) -> None:
    sent(sqlite_store, ["Apr–Jun 2025"], {"Noise": [30], "ASB to police": [40]})
    made = made_for(sqlite_store)
    made["Return"]["C8"], made["Return"]["C9"] = 31, 41
    made["Return"]["B8"] = 999  # somebody lifted the protection
    result = loaded(sqlite_store, made)
    assert (result["status"], result["counts"], result["problems"]) == (
        "committed", {"new": 2, "changed": 0, "unchanged": 0, "gone": 0}, [],
    )  # fmt: skip
    assert standing(sqlite_store, ["asb.noise", "asb.police"]) == {
        ("asb.noise", "FY2025-26-Q1"): 30, ("asb.noise", "FY2025-26-Q2"): 31,
        ("asb.police", "FY2025-26-Q1"): 40, ("asb.police", "FY2025-26-Q2"): 41,
    }  # fmt: skip


def test_one_team_s_rows_leave_those_of_the_others_as_they_stood(sqlite_store: Store) -> None:
    teams = ("NPS caseload: custody", "NPS caseload: licence", "CRC caseload: custody", "CRC caseload: licence")
    sent(sqlite_store, ["Apr–Jun 2019"], {team: [10 * n] for n, team in enumerate(teams, 1)})
    result = sent(sqlite_store, ["Apr–Jun 2019"], {"CRC caseload: custody": [33], "CRC caseload: licence": [40]})
    assert result["counts"] == {"new": 0, "changed": 1, "unchanged": 1, "gone": 0}
    codes = [measure.series.code for measure in PROBATION.measures]
    assert standing(sqlite_store, codes) == {
        ("probation.caseload_nps_custody", "FY2019-20-Q1"): 10,
        ("probation.caseload_nps_licence", "FY2019-20-Q1"): 20,
        ("probation.caseload_crc_custody", "FY2019-20-Q1"): 33,
        ("probation.caseload_crc_licence", "FY2019-20-Q1"): 40,
    }
    rows_of = earlier(sqlite_store, PROBATION, BROMLEY)
    assert rows_of is not None
    assert len(rows_of.series) == 4  # not the two of the last file alone


def test_figures_of_another_area_are_no_earlier_return(sqlite_store: Store) -> None:
    sent(sqlite_store, ["Apr–Jun 2025"], {"Noise": [30], "Graffiti": [4]}, area="Croydon")
    assert earlier(sqlite_store, ASB, BROMLEY) is None
    assert refilled(sqlite_store, "asb.return", BROMLEY) is None
    assert refilled(sqlite_store, "asb.return", "E09000008") is not None


MEETINGS = (
    ("Bromley MARAC", "03/02/2025"), ("Bromley MARAC", "03/04/2025"), ("Bromley Council MARAC", "01/05/2025"),
    ("Bromley MARAC", "05/06/2025"), ("Croydon MARAC", "09/06/2025"),
)  # fmt: skip


def test_a_marac_return_keeps_its_headings_and_maracs(sqlite_store: Store) -> None:
    rows: list[list[object]] = [[name, day, 20, 5, 9, 8, 2, 1] for name, day in MEETINGS]
    load(sqlite_store, [("marac.xlsx", workbook(*rows))], by="analyst")
    sheet = opened(refilled(sqlite_store, "marac.return", BROMLEY))["Return"]
    assert [cell.value for cell in sheet[5]] == HEADINGS
    names = [cell.value for cell in sheet["A"]]
    assert names[5:9] == ["Bromley MARAC", "Bromley Council MARAC", "Bromley MARAC", None]
    assert not sheet["B6"].protection.locked and sheet["A5"].protection.locked


def test_a_marac_form_is_read_back_without_the_meetings_that_were_not_held(sqlite_store: Store) -> None:
    rows: list[list[object]] = [[name, day, 20, 5, 9, 8, 2, 1] for name, day in MEETINGS]
    load(sqlite_store, [("marac.xlsx", workbook(*rows))], by="analyst")
    made = opened(refilled(sqlite_store, "marac.return", BROMLEY))
    for column, figure in enumerate(("07/08/2025", 12, 3, 4, 7, 5, 0), 2):
        made["Return"].cell(6, column, figure)
    result = loaded(sqlite_store, made)
    assert (result["status"], result["source"], result["periods"]) == ("committed", "marac.return", ["2025-08"] * 2)
    assert "Row 7 names a MARAC and holds no meeting: it is left out." in result["notes"]


def test_an_empty_marac_form_has_every_heading() -> None:
    sheet = opened(write_template("marac.return"))["Return"]
    assert [cell.value for cell in sheet[5]][:3] == ["MARAC Name", "Meeting date", "Cases discussed"]
    headings = [cell.value for cell in sheet[5]]
    assert {"Agencies expected", "Agencies attending"} <= set(headings)
    assert len(headings) == len(set(headings)) == 34


def test_the_command(sqlite_store: Store, tmp_path: Path) -> None:
    sent(sqlite_store, ["Apr–Jun 2025"], {"Noise": [30], "Graffiti": [4]})
    url = sqlite_store.engine.url.render_as_string(hide_password=False)

    def written(*more: str) -> tuple[str, Workbook]:
        output = tmp_path / "asb.xlsx"
        said = CliRunner().invoke(app, ["template", "asb.return", "--output", str(output), "--database", url, *more])
        assert said.exit_code == 0
        return said.output, openpyxl.load_workbook(output)

    said, book = written()
    assert said.endswith("a return laid out as the last one for Anti-social behaviour by quarter.\n")
    assert book["Return"]["B7"].value == "For comparison: Apr–Jun 2025"
    for more in (("--empty",), ("--area", "E09000008")):
        said, book = written(*more)
        assert "an empty return for" in said
        assert book["Return"]["B7"].value is None
