"""Downloads, through the server: the scorecard's own numbers, nothing that is kept back, text that stays text."""

import csv
import io
import random
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.disclosure import Rules
from dashboard.metrics.wording import figure
from dashboard.packs.leaving import MARKS
from dashboard.packs.tables.charts import of_chart
from dashboard.scorecard import meetings as meeting
from dashboard.scorecard.action_book import ActionBook
from dashboard.scorecard.actions import Action, Update
from dashboard.scorecard.board import Board
from dashboard.scorecard.details import Chart
from dashboard.scorecard.reports import Report, file
from dashboard.settings import DATA, Settings, areas_file
from dashboard.store.store import Store
from dashboard.strategy import load_strategies
from loaders._load import load
from tests.stores import sampled
from tests.test_kept_back import BROMLEY, STRATEGY, meetings

STATE = "strategy=current&quarter=FY2025-26-Q2&area=E09000006"
EVERY = [
    "overview", "exceptions", "priority?priority=neighbourhood-crime",
    "chart?indicator=burglary&chart=burglary-quarters",
    "chart?indicator=burglary&chart=burglary-months", "chart?indicator=burglary&chart=burglary-variation",
    "chart?indicator=burglary&chart=burglary-year-end", "areas?indicator=burglary", "actions", "reports",
    "marac?part=published", "parts?indicator=property&strategy=2012-13&quarter=FY2012-13-Q1",
    "uploads", "upload?upload=7", "trace?series=crime.burglary&period=FY2025-26-Q1", "changes?from=2020-01-01",
]  # fmt: skip
FORMULAS = ("=cmd|'/c calc'!A1", "@SUM(1)", "+1", "-2+3", "＝1")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(sampled(tmp_path_factory.mktemp("out") / "out.sqlite")) as store:
        yield store


@pytest.fixture(scope="module")
def client(samples: Store) -> FlaskClient:
    return create_app(Settings(), samples).server.test_client()


@pytest.fixture(scope="module")
def board(samples: Store) -> Board:
    return Board(samples, load_strategies(DATA / "strategies"), areas_file())


def address(what: str, kind: str) -> str:
    name, _, own = what.partition("?")
    return f"/download/{name}.{kind}?" + "&".join(filter(None, (own if "strategy=" in own else f"{STATE}&{own}",)))


def rows(client: FlaskClient, what: str) -> list[dict[str, str]]:
    answer = client.get(address(what, "csv"))
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def book(client: FlaskClient, what: str) -> openpyxl.Workbook:
    answer = client.get(address(what, "xlsx"))
    assert answer.status_code == 200, answer.text
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def table(sheet: Any) -> list[dict[str, Any]]:
    """The marked-up table of a sheet."""
    (found,) = sheet.tables.values()
    head, *body = [[cell.value for cell in row] for row in sheet[found.ref]]
    return [dict(zip(head, row, strict=True)) for row in body]


@pytest.mark.parametrize("what", EVERY)
def test_a_download_is_a_file_that_is_kept_nowhere_and_states_what_it_is_of(client: FlaskClient, what: str) -> None:
    for kind, mime in (("csv", "text/csv"), ("xlsx", "spreadsheetml")):
        answer = client.get(address(what, kind))
        assert answer.status_code == 200, answer.text
        assert mime in answer.content_type
        said = answer.headers["Content-Disposition"]
        assert re.fullmatch(rf'attachment; filename="[a-z0-9-]+\.{kind}"', said)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    facts = book(client, what)["Cover"]
    words = [cell.value for cell in facts["A"]][1::2]
    assert words == ["Strategy", "Quarter", "Area", "As at", "Sources", "Disclosure"]
    listed = rows(client, what)
    assert listed
    for row in listed:
        area = "Every area" if what.startswith("upload") else "Bromley"
        assert row["Strategy"] and row["Quarter"] and area in row.get("Area (of this file)", row.get("Area", ""))
        assert "as they stood" in row["As at"] and "to " in row["Sources"] and "kept back" in row["Disclosure"]


@pytest.mark.parametrize("what", EVERY)
def test_csv_and_workbook_hold_the_same(client: FlaskClient, what: str) -> None:
    sheet = table(book(client, what)["Table_1"])
    for plain, row in zip(rows(client, what), sheet, strict=True):
        for head, value in row.items():
            said = value.date().isoformat() if hasattr(value, "date") else str(value)
            assert plain[head] in (said, f"'{said}"), head


def test_every_number_of_the_overview_is_the_scorecard_s(client: FlaskClient, board: Board) -> None:
    card = board.scorecard("current", "FY2025-26-Q2", BROMLEY)
    scores = [score for priority in card.priorities for score in priority.indicators]
    found = table(book(client, "overview")["Table_1"])
    assert [row["Indicator"] for row in found] == [score.title for score in scores]
    for row, score in zip(found, scores, strict=True):
        for head, value in (
            ("Figure", score.value), ("Figure before", score.previous), ("Change", score.change),
            ("Rate for 1,000 people", score.rate_per_1000),
            ("Forecast for the year", score.year_end and score.year_end.forecast),
        ):  # fmt: skip
            assert _number(row[head]) == (value if value is None else pytest.approx(value, abs=1e-9)), score.code
    assert len(table(book(client, "overview")["Table_2"])) == len(card.priorities)


def _number(value: Any) -> float | None:
    if isinstance(value, str):
        assert value in MARKS
        return None
    return float(value)


def test_every_number_of_every_chart_is_the_scorecard_s_and_reads_as_on_the_page(board: Board) -> None:
    seen = 0
    for code, quarter in (("current", "FY2025-26-Q2"), ("2012-13", "FY2012-13-Q1"), ("2020-priority-three", None)):
        for priority in board.strategies[code].priorities:
            for item in priority.indicators:
                detail = board.indicator(code, item.code, quarter)
                for chart in (*detail.charts, *detail.panels):
                    seen += _as_on_the_page(chart)
    assert seen > 1000


def _as_on_the_page(chart: Chart) -> int:
    """Each cell that the page shows as a number is that number, unrounded."""
    made, seen = of_chart(chart), 0
    values = {value for line in chart.lines for value in line.values if value is not None}
    for row, texts in zip(made.rows, chart.table_rows, strict=False):
        assert row[0] == texts[0]
        for value, text in zip(row[1:], texts[1:], strict=False):
            if isinstance(value, float) and re.match(r"−?[\d,.]+%?$", text):
                shown = len(text.rstrip("%").partition(".")[2])
                assert figure(value, shown) == text.rstrip("%"), (chart.key, row[0])
                assert value in values or made.columns[row.index(value)].heading in ("In the quarter", "Target")
                seen += 1
            elif isinstance(value, str):
                assert value == text or text in ("–", "[c]"), (chart.key, row[0], text)
    return seen


def test_an_address_that_asks_for_nothing_that_is_there_is_told_so_in_words(client: FlaskClient) -> None:
    for what, status, words in (
        ("/download/nothing.csv", 404, "no download “nothing”"),
        ("/download/overview.pdf", 404, "use csv or xlsx"),
        ("/download/overview.csv?strategy=none", 404, "none"),
        ("/download/overview.csv?area=E1", 404, "E1"),
        ("/download/overview.csv?quarter=2012", 400, "2012"),
        ("/download/overview.csv?as_at=then", 400, "then"),
        ("/download/chart.csv?indicator=burglary&chart=x", 400, "no chart “x”"),
        ("/download/chart.csv?indicator=x", 400, "no indicator “x”"),
        ("/download/upload.csv?upload=x", 400, "is no number of an upload"),
        ("/download/upload.csv?upload=99", 400, "There is no upload 99"),
        ("/download/trace.csv?series=crime.burglary&period=2035-01", 400, "no figure"),
        ("/download/changes.csv", 400, "Name the moment from which on"),
        ("/download/corrections.csv?from=x", 400, "x"),
        ("/download/marac.csv", 400, "No such MARAC figures"),
        ("/download/marac.csv?quarter=FY2012-13", 400, "is not a quarter"),
    ):
        answer = client.get(what)
        assert (answer.status_code, answer.mimetype) == (status, "text/plain"), what
        assert words in answer.text


def test_a_download_shows_what_stood_at_a_moment(client: FlaskClient) -> None:
    answer = client.get("/download/overview.csv?as_at=2020-01-01")
    assert answer.status_code == 200
    (row, *_) = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert row["As at"] == "Figures as they stood at the end of 1 Jan 2020" and row["Figure"] == "[x]"
    again = [client.get("/download/overview.xlsx?as_at=2020-01-01").data for _ in range(2)]
    assert again[0] == again[1]


def test_what_is_kept_back_is_in_no_byte_of_a_download(sqlite_store: Store) -> None:
    """Two years of returns: every kept count is changed to a number that stands nowhere else, and looked for."""
    for year in (2023, 2024):
        (done,) = load(sqlite_store, [(f"{year}.xlsx", meetings(year, random.Random(year)))], by="coordinator")
        assert done["status"] == "committed"
    app = create_app(Settings(), sqlite_store)
    shown = Board(sqlite_store, {"test": STRATEGY}, areas_file())
    whole = Board(sqlite_store, {"test": STRATEGY}, areas_file(), disclosure=Rules())
    kept = 0
    for indicator in ("repeats", "male"):
        for ours, theirs in zip(
            shown.indicator("test", indicator).charts, whole.indicator("test", indicator).charts, strict=False
        ):
            if ours.key != theirs.key:
                continue
            for row, raw in zip(of_chart(ours).rows, of_chart(theirs).rows, strict=False):
                for value, true in zip(row[1:], raw[1:], strict=False):
                    kept += value == "[c]"
                    assert value in ("[c]", "[x]", true)
    assert kept > 5
    client = app.server.test_client()
    answer = client.get("/download/marac.xlsx?part=own&quarter=FY2024-25-Q4")
    assert answer.status_code == 200, answer.text
    sheet = table(openpyxl.load_workbook(io.BytesIO(answer.data))["Table_1"])
    assert "[c]" in {row[head] for row in sheet for head in row}
    counts = [v for row in sheet for head, v in row.items() if head not in ("About", "Measure", "Unit", "Change")]
    assert not [value for value in counts if isinstance(value, int) and 0 < value < 5]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as parts:
        assert not any("Cache" in parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name)


def test_formulas_in_every_free_text_stay_text_from_the_store_to_the_file(sqlite_store: Store) -> None:
    for number, text in enumerate(FORMULAS, 1):
        action = Action(code="2012-09", minute=f"{number}", meeting=text, met=date(2012, 9, 13), resolution=text,
                        owner=text, updates=(Update(on=date(2012, 10, 1), text=text, by=text),))  # fmt: skip
        ActionBook(sqlite_store).add(action, by=text)
    report = Report(group="marac", quarter="FY2012-13-Q1", filed=date(2012, 7, 20), author=FORMULAS[0],
                    update=FORMULAS[1], recommendations=(FORMULAS[2],))  # fmt: skip
    file(sqlite_store, report, by=FORMULAS[0], expected=None)
    body = {"text": FORMULAS[0], "lead": FORMULAS[1], "section": FORMULAS[2], "partners": [FORMULAS[3]]}
    client = create_app(Settings(), sqlite_store).server.test_client()
    board = Board(sqlite_store, load_strategies(DATA / "strategies"), areas_file())
    priority = board.strategies["2020-priority-three"].priorities[0].code
    sqlite_store.notes.say(kind="commitment", subject=f"2020-priority-three/{priority}/1", body=body, by=FORMULAS[4],
                           expected=None)  # fmt: skip
    seen = 0
    for what in (
        "actions", "reports?strategy=current&quarter=FY2012-13-Q1",
        f"commitments?strategy=2020-priority-three&quarter=FY2020-21-Q4&priority={priority}",
    ):  # fmt: skip
        for sheet in book(client, what).worksheets:
            for cell in (cell for row in sheet for cell in row if cell.value is not None):
                assert cell.data_type != "f"
                if cell.value in FORMULAS:
                    seen += 1
                    assert cell.data_type == "s" and cell.quotePrefix
        for row in rows(client, what):
            assert not any(re.match(r"[=+@＝]|-\d+\+", said) for said in row.values())
    assert seen >= 5 * 3 + 2 + 3


def test_a_chart_of_bars_has_the_target_over_them(client: FlaskClient) -> None:
    content = client.get(address("chart?indicator=burglary&chart=burglary-quarters", "xlsx")).data
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        drawn = parts.read("xl/charts/chart1.xml").decode()
    assert drawn.count("<barChart>") == drawn.count("<lineChart>") == 1
    assert re.findall("<tx><v>(.*?)</v>", drawn) == ["2022/23", "2023/24", "2024/25", "2025/26", "Target"]


def test_what_changed_and_where_it_came_from_leave_as_the_pages_show_them(sqlite_store: Store) -> None:
    """A meeting is frozen, then a file revises a figure: its correction, its edition, its trace and the change."""
    first = "MajorText,MinorText,BoroughName,202504,202505,202506\nBURGLARY,HOME,Bromley,90,80,70\n"
    load(sqlite_store, [("first.csv", first.encode())], by="analyst")
    shown = Board(sqlite_store, load_strategies(DATA / "strategies"), areas_file())
    asked = {"strategy": "current", "quarter": "FY2025-26-Q1"}
    found = meeting.planned(shown, "2025-09-group", title="Strategic group", date="2025-09-01", **asked)
    meeting.add(sqlite_store, found, by="Analyst")
    meeting.freeze(sqlite_store, "2025-09-group", by="Chair")
    load(sqlite_store, [("second.csv", first.replace("90,", "95,").encode())], by="analyst")
    web = create_app(Settings(), sqlite_store).server.test_client()
    (revised,) = [one for one in rows(web, "upload?upload=2") if one["Series code"] == "crime.burglary.home"]
    assert (revised["Before"], revised["After"], revised["Period"]) == ("90", "95", "2025-04")
    (now, before, *_) = rows(web, "trace?series=crime.burglary.home&period=2025-04")
    assert [(one["Value"], one["File"], one["Until"] == "now") for one in (now, before)] == [
        ("95", "second.csv", True), ("90", "first.csv", False),
    ]  # fmt: skip
    corrections = {one["Period"]: one for one in rows(web, "corrections?from=2025-09-group")}
    assert [(one["In the paper"], one["Now"], one["Mark"]) for one in corrections.values()] == [("240", "245", "[r]")]
    changed = [one for one in rows(web, "changes?from=2025-09-group") if one["Kind"] == "Figure"]
    # of the indicator, and of the one that rests on it
    assert {(one["Before"], one["After"], one["Upload"]) for one in changed} == {("240", "245", "2")}
    assert [(one["Upload"], one["File"], one["State"]) for one in rows(web, "uploads")] == [
        ("2", "second.csv", "Stands"), ("1", "first.csv", "Stands"),
    ]  # fmt: skip
