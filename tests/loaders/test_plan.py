"""Action plans: headings by meaning, every fault by its cell, and out again as they came in."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from dashboard.periods import parse
from dashboard.scorecard.commitments import Commitment, Progress
from dashboard.scorecard.plan import Planned, planned, take
from dashboard.settings import DATA
from dashboard.store.store import Store
from dashboard.strategy import Strategy, load_strategies
from loaders._plan import HEADINGS, Plan, read_day, read_plan
from loaders._plan_sheet import as_csv, as_workbook

STRATEGIES = load_strategies(DATA / "strategies")
OWN = STRATEGIES["2020-priority-three"]
Q4 = parse("FY2020-21-Q4")
LATER = date(2026, 1, 31)
HEAD = ["Theme", "Ref", "Action", "By when", "Proposed lead", "RAG status", "Update"]
ROW = ["Disrupt gangs", "2.1", "Share information", "31/03/2022", "Police lead for gangs", "Amber", "Panel met."]


def read(
    rows: list[list[Any]], *, strategy: Strategy = OWN, quarter: str | None = Q4.key, name: str = "plan.csv"
) -> Plan:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    period = parse(quarter) if quarter else None
    return read_plan(text.getvalue().encode(), name, strategy=strategy, quarter=period, today=LATER)


def changed(**cells: str) -> list[str]:
    return [cells.get(head.replace(" ", "_"), value) for head, value in zip(HEAD, ROW, strict=True)]


def test_headings_are_found_by_meaning_below_a_title() -> None:
    plan = read([["Action plan of the partnership"], [], HEAD, ROW])
    assert plan.problems == []
    (one,) = plan.rows
    assert (one.priority, one.number, one.quarter) == ("disrupt-gangs", "2.1", Q4)
    assert one.commitment == Commitment(text="Share information", lead="Police lead for gangs", due=date(2022, 3, 31))
    assert one.progress == Progress(status="amber", narrative="Panel met.")


@pytest.mark.parametrize(
    ("cells", "cell", "said"),
    [
        ({"Theme": "Gangs"}, "A2", "“Gangs” is no priority of Strategy of 2020"),
        ({"Theme": ""}, "A2", "This row names no priority. The priorities are: provide-support"),
        ({"Ref": ""}, "B2", "This row has no number. Number it as 1.1 or S1."),
        ({"Ref": "two/1"}, "B2", "“two/1” is no number of a commitment."),
        ({"Action": ""}, "C2", "Commitment 2.1 has no text. Say what was promised."),
        ({"By_when": "soon"}, "D2", "“soon” is no day. Write it as 31/03/2021."),
        ({"By_when": "31/02/2021"}, "D2", "“31/02/2021” is no day."),
        (
            {"RAG_status": "on track"},
            "F2",
            "“on track” is no status. Write red, amber, green, complete or not started.",
        ),
        ({"RAG_status": ""}, "F2", "This row has a narrative but no status. Give one, or empty that cell."),
        (
            {"RAG_status": "green", "By_when": "1 March 2021"},
            "F2",
            "Commitment 2.1 was due on 1 Mar 2021, and that has",
        ),
    ],
)
def test_a_fault_is_named_by_its_cell(cells: dict[str, str], cell: str, said: str) -> None:
    plan = read([HEAD, changed(**cells)])
    (problem,) = plan.problems
    assert (problem.sheet, problem.cell) == ("plan", cell)
    assert problem.message.startswith(said)
    assert plan.rows == []


def test_every_fault_is_told_at_once() -> None:
    rows = [[*HEAD, "Start", "Evidence", "Achieved", "Quarter", "Measure", "Cost"]]
    rows.append([*ROW, "1/4/2022", "javascript:alert(1)", "maybe", "Spring", "none-such", "£5"])
    rows.append([*changed(Ref="2.1"), "", "", "", "", "", ""])
    plan = read(rows)
    assert {p.cell for p in plan.problems} == {"J2", "K2", "D2", "L2", "B3"}
    assert "Commitment 2.1 stands in row 2 already." in plan.problems[-1].message
    assert plan.notes == ["plan!M1: the column “Cost” is not read."]


def test_evidence_that_is_no_web_address_is_named_by_its_cell() -> None:
    (problem,) = read([[*HEAD, "Evidence"], [*ROW, "javascript:alert(1)"]]).problems
    assert (problem.cell, problem.code) == ("H2", "commitment-evidence")


def test_a_status_needs_a_quarter_from_its_row_or_from_the_command() -> None:
    (problem,) = read([HEAD, ROW], quarter=None).problems
    assert problem.message == "This row has a status but no quarter. Add the quarter, or use --quarter."
    (one,) = read([[*HEAD, "Quarter"], [*ROW, "Jan–Mar 2021"]], quarter=None).rows
    assert one.quarter == Q4


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["Some", "other", "table"], [1, 2, 3]], "has no row with the headings “number” and “commitment”."),
        ([HEAD], "has headings but no commitment beneath them."),
    ],
)
def test_what_is_no_action_plan_says_so(rows: list[list[Any]], said: str) -> None:
    (problem,) = read(rows).problems
    assert problem.message.endswith(said)


def test_a_file_that_cannot_be_opened_says_why() -> None:
    (problem,) = read_plan(b"PK nothing", "plan.xlsx", strategy=OWN, quarter=None, today=LATER).problems
    assert "plan.xlsx" in problem.message


def test_a_workbook_is_read_with_its_days_from_the_sheet_that_holds_it() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Notes for whoever fills this in"])
    sheet = book.create_sheet("Plan")
    sheet.append(HEAD)
    sheet.append([*ROW[:3], date(2022, 3, 31), *ROW[4:]])
    sheet.append([*changed(Ref="2.2")[:3], "never", *ROW[4:]])
    kept = io.BytesIO()
    book.save(kept)
    plan = read_plan(kept.getvalue(), "plan.xlsx", strategy=OWN, quarter=Q4, today=LATER)
    assert [(one.number, one.commitment.due) for one in plan.rows] == [("2.1", date(2022, 3, 31))]
    assert [(p.sheet, p.cell) for p in plan.problems] == [("Plan", "D3")]


HOSTILE = Planned(
    "disrupt-gangs",
    "2.1",
    Commitment(
        text='=HYPERLINK("https://x")', partners=("@home", "Police, and others"), lead="+44", due=date(2022, 3, 31)
    ),
    Progress(status="not-started", achieved="partly", outlook="-more", narrative="Said “no”,\nthen yes"),
    Q4,
)
PLAIN = Planned("on-track", "5.10", Commitment(text="Plain"))


@pytest.mark.parametrize(("write", "name"), [(as_csv, "plan.csv"), (as_workbook, "plan.xlsx")])
def test_a_plan_comes_back_as_it_went_out(write: Any, name: str) -> None:
    plan = read_plan(write([HOSTILE, PLAIN]), name, strategy=OWN, quarter=None, today=LATER)
    assert plan.problems == []
    assert plan.notes == []
    told = HOSTILE.progress.model_copy(update={"narrative": "Said “no”, then yes"})  # type: ignore[union-attr]
    assert plan.rows == [HOSTILE._replace(progress=told), PLAIN]


def test_nothing_that_is_written_is_run_by_a_spreadsheet() -> None:
    cells = [cell for row in csv.reader(io.StringIO(as_csv([HOSTILE]).decode("utf-8-sig"))) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    sheet = load_workbook(io.BytesIO(as_workbook([HOSTILE]))).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "d", "n"}


@pytest.mark.parametrize("code", ["2012-13", "2020-priority-three"])
def test_the_samples_are_taken_and_come_out_again(sqlite_store: Store, code: str) -> None:
    strategy, content = STRATEGIES[code], (DATA / "samples" / "commitments" / f"{code}.csv").read_bytes()
    plan = read_plan(content, f"{code}.csv", strategy=strategy, quarter=None, today=LATER)
    assert plan.problems == []
    assert plan.notes == []
    taken = take(sqlite_store, code, plan.rows, by="samples")
    assert taken.commitments == len(plan.rows)
    notes = sqlite_store.notes.standing("commitment", "commitment-status", begins=f"{code}/")
    again = read_plan(as_csv(planned(notes, code, None)), "again.csv", strategy=strategy, quarter=None, today=LATER)
    assert sorted(again.rows, key=lambda one: one[:2]) == sorted(plan.rows, key=lambda one: one[:2])
    assert take(sqlite_store, code, again.rows, by="somebody").unchanged == taken.commitments + taken.statuses


def test_what_was_said_before_is_left_alone_where_only_new_is_asked_for(sqlite_store: Store) -> None:
    take(sqlite_store, OWN.code, [PLAIN], by="lead")
    other = PLAIN._replace(commitment=Commitment(text="Other words"))
    assert take(sqlite_store, OWN.code, [other, HOSTILE], by="samples", only_new=True) == (1, 1, 1)
    assert take(sqlite_store, OWN.code, [other], by="analyst") == (1, 0, 0)


def test_the_columns_of_an_export_are_headings_that_are_read() -> None:
    assert all(words[0] == words[0].casefold() for words in HEADINGS.values())
    every = [word for words in HEADINGS.values() for word in words]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/03/2021", date(2021, 3, 31)),
        ("2021-03-31", date(2021, 3, 31)),
        ("31 March 2021", date(2021, 3, 31)),
        ("31 Mar 2021", date(2021, 3, 31)),
        ("31.03.2021", date(2021, 3, 31)),
        ("31/03/21", date(2021, 3, 31)),
        ("1/1/1066", None),
        ("31 Smarch 2021", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert read_day(text) == day
