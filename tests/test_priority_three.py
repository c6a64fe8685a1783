"""Priority three of the strategy of 2020 in Q4 2020/21, as `make samples` loads it: its figures and statuses."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dash
import pytest
from flask import Flask

from app import create_app
from dashboard.settings import DATA, Settings
from dashboard.store.store import Store

ROOT, BIN = DATA.parent, Path(sys.executable).parent
ASKED = {"strategy": "2020-priority-three", "quarter": "FY2020-21-Q4"}
KPIS = (
    *("first-time-entrants", "reoffending-cohort", "custody"),
    *("restorative-justice-referrals", "restorative-justice-offered"),
)
# each status of the paper as the page says it: the colour, and what qualifies it
QUALIFIED = {
    "Green for 2020-21, more to do in 2021-22": ("Green", "Achieved this period, more to do in 2021-22"),
    "Green": ("Green", ""),
    "Amber": ("Amber", ""),
    "Red because of COVID, due 2021-22": ("Red", "Not achieved this period, because of COVID, due 2021-22"),
    "": ("No status yet", ""),
}
COMMITMENTS = DATA / "samples" / "commitments" / "2020-priority-three.csv"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All the samples with what leads say, exactly as `make run` has them."""
    url = f"sqlite:///{tmp_path_factory.mktemp('three') / 'samples.sqlite'}"
    made = ["make", "-o", "install", "samples", f"BIN={BIN}"]
    done = subprocess.run(
        made, cwd=ROOT, env=os.environ | {"SAFER_DATABASE_URL": url}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return url


@pytest.fixture(scope="module")
def status(database: str) -> dict[str, Any]:
    """What `safer status` prints."""
    asked = [f"--{name}={value}" for name, value in ASKED.items()]
    command = [str(BIN / "safer"), "status", *asked, "--json", f"--database={database}"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found: dict[str, Any] = json.loads(printed)
    return found


@pytest.fixture(scope="module")
def server(database: str) -> Iterator[Flask]:
    store = Store.open(database)
    yield create_app(Settings(), store).server
    store.close()


def indicators(status: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for priority in status["priorities"] for one in priority["indicators"]}


NINE = ("FY2020-21-Q1-Q3", "FY2019-20-Q1-Q3")


@pytest.mark.parametrize(
    ("code", "now", "before", "change", "computed", "rag"),
    [
        ("first-time-entrants", ("CY2019", 49), ("CY2018", 65), (-16, -24.6), "green", "green"),
        ("reoffending-cohort", ("CY2018", 135), ("CY2014", 219), (-84, -38.4), "green", "green"),
        ("custody", ("FY2020-21", 5), ("FY2019-20", 4), (1, 25.0), "red", "amber"),
        ("restorative-justice-referrals", (NINE[0], 62), (NINE[1], 127), (-65, -51.2), "red", "red"),
        ("restorative-justice-offered", (NINE[0], 61), (NINE[1], 93), (-32, -34.4), "red", "red"),
    ],
)  # fmt: skip
def test_the_figures_of_the_paper(
    status: dict[str, Any],
    code: str,
    now: tuple[str, float],
    before: tuple[str, float],
    change: tuple[float, float],
    computed: str,
    rag: str,
) -> None:
    found = indicators(status)[code]
    assert (found["period"], found["value"]) == now
    assert (found["previous_period"], found["previous"]) == before
    assert (found["change"], found["change_pct"]) == change
    assert (found["rag_computed"], found["rag"]) == (computed, rag)
    assert (found["status"], found["warnings"]) == ("final", [])


def test_the_four_stand_together_and_decide_their_section(status: dict[str, Any]) -> None:
    section = next(one for one in status["priorities"] if one["code"] == "on-track")
    assert tuple(one["code"] for one in section["indicators"]) == KPIS
    assert (section["rag"], section["rag_computed"]) == ("amber", "red")
    assert section["reason"].startswith("Amber because of Custodial sentences")


def test_what_is_late_says_by_how_much(status: dict[str, Any]) -> None:
    found = indicators(status)
    entrants, cohort = found["first-time-entrants"], found["reoffending-cohort"]
    assert entrants["behind"] == "Figures come 6 months late: for Jan–Mar 2021 the newest is 2019."
    assert entrants["target"]["text"] == "no more than in 2018"
    assert entrants["reason"] == "Green: 49 is 24.6% below the 65 expected (no more than in 2018). Amber above 65."
    assert cohort["behind"] == "Figures come 22 months late: for Jan–Mar 2021 the newest is 2018."
    assert cohort["target"]["text"] == "no more than in 2014"
    assert cohort["reason"] == "Green: 135 is 38.4% below the 219 expected (no more than in 2014). Amber above 219."


def test_one_more_sentence_is_too_few_to_tell_and_amber_by_the_leads_judgement(status: dict[str, Any]) -> None:
    found = indicators(status)["custody"]
    assert found["test"]["verdict"] == "too few to tell"
    assert "the counts, from 4 to 5, are too few to tell a change on the year before" in found["sentence"].lower()
    assert (found["rag_chosen"], found["judgement"]["state"]) == ("amber", "in force")
    assert found["reason"].startswith("Amber, set by its lead (Head of youth offending, ")
    assert "By the figures red: 5 is 25.0% above the 4 expected (no more than in 2019/20)" in found["reason"]


def text(part: Any) -> str:
    """All that a page or a part of it says."""
    if isinstance(part, list | tuple):
        return "".join(map(text, part))
    if hasattr(part, "to_plotly_json"):
        return text(getattr(part, "children", None) or "")
    return "" if part is None else str(part)


def hooked(part: Any, hook: str) -> Iterator[Any]:
    """The parts of a page that carry a hook."""
    if isinstance(part, list | tuple):
        for one in part:
            yield from hooked(one, hook)
    elif hasattr(part, "to_plotly_json"):
        if getattr(part, "data-testid", None) == hook:
            yield part
        yield from hooked(getattr(part, "children", None), hook)


def drawn(server: Flask, code: str, page: str = "priority") -> Any:
    with server.test_request_context("/"):
        return dash.page_registry[f"layouts.{page}"]["layout"](code=code, **ASKED)


def test_every_commitment_is_shown_with_its_status_and_qualifier(server: Flask) -> None:
    with COMMITMENTS.open(encoding="utf-8", newline="") as file:
        promised = list(csv.DictReader(file))
    sections = dict.fromkeys(row["Priority"] for row in promised)
    shown = {
        getattr(one, "data-number"): one
        for code in sections
        for one in hooked(drawn(server, code), "commitment")
    }  # fmt: skip
    assert list(shown) == [row["Number"] for row in promised]
    for row in promised:
        said = text(shown[row["Number"]])
        (mark,) = hooked(shown[row["Number"]], "commitment-status")
        colour, qualifier = QUALIFIED[row["Status"]]
        assert text(mark) == colour
        assert row["Commitment"] in said and row["Narrative"] in said and qualifier in said


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("first-time-entrants", ("Green", "49 young people 2019", "−24.6%", "on 2018 (65", "6 months late")),
        ("reoffending-cohort", ("Green", "135 young people 2018", "−38.4%", "on 2014 (219", "22 months late")),
        ("custody", ("Amber", "5 sentences 2020/21", "+25.0%", "on 2019/20 (4", "too few to tell")),
        ("restorative-justice-referrals", ("Red", "62 victims Apr–Dec 2020", "−51.2%", "on Apr–Dec 2019 (127")),
        ("restorative-justice-offered", ("Red", "61 victims Apr–Dec 2020", "−34.4%", "on Apr–Dec 2019 (93")),
    ],
)
def test_the_page_shows_the_indicators_with_figures_and_status(
    server: Flask, code: str, words: tuple[str, ...]
) -> None:
    rows = {getattr(one, "data-indicator"): one for one in hooked(drawn(server, "on-track"), "indicator-row")}
    said = text(rows[code]).replace(", where this comes from", "")
    assert [one for one in words if one not in said] == [], said


def test_the_page_of_the_cohort_says_what_it_is_set_against_and_until_when_it_is_followed(server: Flask) -> None:
    said = text(drawn(server, "reoffending-cohort", "indicator"))
    assert "those of 2018 to December 2019. Figures come 22 months late" in said
    assert "Change on 2014▼down −38.4% (−84)2014219" in said.replace(", where this comes from", "")


def test_each_figure_of_the_paper_is_traced_to_its_cell(database: str) -> None:
    cells = {
        "fte.count": ("CY2019", "D6"),
        "yjs.reoffending_cohort": ("CY2014", "B7"),
        "yjs.custody": ("FY2020-21", "H8"),
    }
    cells |= {
        "yjs.restorative_referrals": ("FY2020-21-Q1-Q3", "F9"),
        "yjs.restorative_offered": ("FY2019-20-Q1-Q3", "E10"),
    }
    for series, (period, cell) in cells.items():
        command = [str(BIN / "safer"), "trace", series, "--period", period, "--json", f"--database={database}"]
        found = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
        (origin,) = found["cells"]
        assert (origin["file"], origin["cell"], origin["value"]) == (
            "youth-justice-2020-21-q4.csv",
            cell,
            found["value"],
        )
        assert found["value"] is not None
