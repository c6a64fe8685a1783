"""Small numbers of people, from the return to every way out: nothing that is shown tells one of them."""

import datetime as dt
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from scipy.optimize import linprog

from app import create_app
from commands.series import observations as listing
from dashboard.disclosure import Rules, rules
from dashboard.periods import Grain, Period, parse
from dashboard.records import SeriesSpec
from dashboard.scorecard.board import Board
from dashboard.scorecard.listing import observations
from dashboard.scorecard.trace import trace
from dashboard.scorecard.veil import over
from dashboard.settings import Settings, areas_file
from dashboard.store.protected import Said
from dashboard.store.store import Store
from dashboard.strategy import Strategy
from loaders._load import load
from loaders._provenance import explained
from tests.loaders.test_marac_return import workbook

BROMLEY = "E09000006"
AGENCIES = ("Police", "IDVA", "Housing", "Education", "Other")
HEADINGS = ["MARAC Name", "Meeting date", "Cases discussed", "Number of repeat cases", *AGENCIES, "Male victims cases"]
SERIES = ("marac.cases", "marac.repeats", "marac.referrals", "marac.victims", "marac.repeat_rate")
STRATEGY = Strategy.model_validate(
    {
        "code": "test",
        "title": "Test",
        "start": "2023-04-01",
        "end": "2026-03-31",
        "priorities": [
            {
                "code": "abuse",
                "title": "Domestic abuse",
                "indicators": [
                    {
                        "code": "repeats",
                        "title": "Repeat cases",
                        "series": "marac.repeats",
                        "target": {"kind": "direction"},
                    },
                    {"code": "male", "title": "Male victims", "series": "marac.victims", "breakdown": "group=Male"},
                ],
            }
        ],
    }
)


def meetings(year: int, chance: random.Random) -> bytes:
    """A financial year of monthly meetings, whose referrals add up to the cases."""
    rows: list[list[object]] = []
    for month in range(4, 16):
        counts = [chance.randint(3, 9), *(chance.choice([0, 1, 1, 2, 3, 5, 8]) for _ in AGENCIES[1:])]
        day = dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 5)
        rows.append(["Bromley MARAC", day, sum(counts), chance.randint(0, 6), *counts, chance.choice([0, 0, 1, 2])])
    return workbook(*rows, headings=HEADINGS)


@pytest.fixture
def kept(sqlite_store: Store) -> Store:
    """Two years of returns, the second sent again with corrections."""
    first, second, again = (random.Random(number) for number in (1, 2, 3))
    files = [("2023.xlsx", meetings(2023, first)), ("2024.xlsx", meetings(2024, second))]
    for file in [*files, ("2024 again.xlsx", meetings(2024, again))]:
        (done,) = load(sqlite_store, [file], by="coordinator")
        assert done["status"] == "committed", done["problems"]
    return sqlite_store


class Known:
    """What somebody who reads everything knows: each figure shown as a sum of months, none of them below nothing."""

    def __init__(self, store: Store, as_at: str | None = None) -> None:
        self.months: dict[tuple[str, str, int], int] = {}
        self.rows: list[dict[int, float]] = []
        self.sums: list[float] = []
        raw = [row for series in SERIES[:4] for row in observations(store, series, area=BROMLEY, disclosure=Rules())]
        self.truth = {self._key(row): row["value"] for row in raw if len(str(row["period"])) == 7}
        for place, key in enumerate(self.truth):
            self.months[key] = place
        for series in SERIES[:4]:
            for grain in ("month", "quarter", "year", "r12"):
                for row in observations(store, series, area=BROMLEY, grain=grain, as_at=as_at):
                    self._take(row)
        for month in {key[2] for key in self.truth}:
            self._referrals(month)

    @staticmethod
    def _key(row: dict[str, Any]) -> tuple[str, str, int]:
        return row["series"], row["breakdown"], parse(row["period"]).first

    def _take(self, row: dict[str, Any]) -> None:
        if row["value"] is None:
            assert row["status"] == "suppressed"
            return
        held = [self.months[row["series"], row["breakdown"], month] for month in parse(row["period"]).months()]
        self.rows.append(dict.fromkeys(held, 1.0))
        self.sums.append(row["value"])

    def _referrals(self, month: int) -> None:
        """Everybody knows that a meeting's referrals are its cases."""
        parts = {self.months["marac.referrals", f"agency={name}", month]: 1.0 for name in AGENCIES}
        self.rows.append(parts | {self.months["marac.cases", "", month]: -1.0})
        self.sums.append(0.0)

    def told(self, key: tuple[str, str, int]) -> tuple[float, float]:
        """The least and the most that a month can be."""
        matrix = np.zeros((len(self.rows), len(self.months)))
        for number, row in enumerate(self.rows):
            for place, sign in row.items():
                matrix[number, place] = sign
        goal = np.zeros(len(self.months))
        goal[self.months[key]] = 1
        ends = [linprog(sign * goal, A_eq=matrix, b_eq=self.sums, bounds=(0, 500), method="highs") for sign in (1, -1)]
        assert all(end.status == 0 for end in ends)
        return float(ends[0].fun), float(-ends[1].fun)


def test_no_small_month_can_be_worked_out_from_everything_that_can_be_downloaded(kept: Store) -> None:
    known = Known(kept)
    small = [key for key, value in known.truth.items() if value is not None and 0 < value < 5]
    assert len(small) > 40
    for key in small:
        low, high = known.told(key)
        assert high - low > 1e-6, (key, low)


def test_not_everything_is_kept_back(kept: Store) -> None:
    shown: dict[str, int] = defaultdict(int)
    for series in SERIES:
        for grain in ("month", "quarter", "year"):
            rows = observations(kept, series, area=BROMLEY, grain=grain)
            shown[series, grain] += sum(row["value"] is not None for row in rows)
    assert shown["marac.cases", "year"] == 2
    assert shown["marac.cases", "quarter"] == 8
    assert shown["marac.referrals", "year"] > 4
    assert shown["marac.repeats", "year"] == 2


def test_what_was_kept_back_in_one_edition_is_so_in_all(kept: Store) -> None:
    uploads = sorted(kept.uploads(), key=lambda row: row["upload"])
    before, now = (
        {
            (row["series"], row["breakdown"], row["period"])
            for series in SERIES[:4]
            for row in observations(kept, series, area=BROMLEY, grain="month", as_at=moment)
            if row["value"] is None and str(row["period"]) >= "2024-04"
        }
        for moment in (uploads[1]["loaded_at"], None)
    )
    assert before == now
    small = [row for row in observations(kept, "marac.repeats", area=BROMLEY, disclosure=Rules()) if row["value"]]
    assert any(row["value"] >= 5 and ("marac.repeats", "", row["period"]) in now for row in small)


def test_a_share_is_kept_back_with_its_parts(kept: Store) -> None:
    repeats = {row["period"]: row["value"] for row in observations(kept, "marac.repeats", area=BROMLEY, grain="month")}
    shares = {
        row["period"]: row["value"] for row in observations(kept, "marac.repeat_rate", area=BROMLEY, grain="month")
    }
    assert {period for period, value in repeats.items() if value is None} <= {p for p, v in shares.items() if v is None}


def test_the_scorecard_says_suppressed_and_nothing_else(kept: Store) -> None:
    board = Board(kept, {"test": STRATEGY}, areas_file())
    score = board.indicator("test", "male", "FY2024-25-Q4", BROMLEY).score
    assert (score.value, score.status, score.rag, score.change) == (None, "suppressed", "grey", None)
    assert (score.variation, score.assurance, score.year_end) == (None, None, None)
    assert "suppressed" in score.reason
    assert score.latest_available == "FY2024-25-Q4"


def test_a_trace_tells_where_but_not_what(kept: Store) -> None:
    board = Board(kept, {"test": STRATEGY}, areas_file())
    (month, secret) = next(
        (row["period"], row["value"])
        for row in observations(kept, "marac.repeats", area=BROMLEY, disclosure=Rules())
        if str(row["period"]) >= "2024-04" and 0 < (row["value"] or 0) < 5
    )
    found = explained(kept, trace(board, "marac.repeats", str(month), area=BROMLEY))
    assert (found.value, found.status) == (None, "suppressed")
    (cell,) = found.cells
    assert (cell.value, cell.excerpt, cell.printed, cell.warnings) == (None, None, None, ())
    assert cell.file == "2024 again.xlsx"
    assert all(earlier.value is None for earlier in cell.history)
    open_ = trace(
        Board(kept, {"test": STRATEGY}, areas_file(), disclosure=Rules()), "marac.repeats", str(month), area=BROMLEY
    )
    assert open_.value == secret


@pytest.fixture
def client(kept: Store) -> Iterator[FlaskClient]:
    yield create_app(Settings(), kept).server.test_client()


def test_the_api_gives_nothing_more(client: FlaskClient, kept: Store) -> None:
    asked = f"/api/v1/observations?series=marac.repeats&area={BROMLEY}"
    rows = json.loads(client.get(asked).data)["observations"]
    assert rows == observations(kept, "marac.repeats", area=BROMLEY)
    assert any((row["value"], row["status"]) == (None, "suppressed") for row in rows)
    told = json.loads(client.get("/api/v1/uploads").data)["uploads"]
    assert all("kept back" in problem["message"] for upload in told for problem in upload["problems"])


def test_the_page_of_an_upload_shows_the_symbol(client: FlaskClient, kept: Store) -> None:
    number = max(row["upload"] for row in kept.uploads())
    board = Board(kept, {"test": STRATEGY}, areas_file())
    shown = {
        (one.series, one.breakdown, one.period.key): one.after
        for kind in ("changed", "new")
        for one in board.edition(number, kind=kind, limit=1000).changes
    }
    hidden = {
        (series, row["breakdown"], row["period"])
        for series in SERIES
        for row in observations(kept, series, area=BROMLEY)
        if row["value"] is None
    }
    assert shown.keys() & hidden
    assert all(shown[key] is None for key in shown.keys() & hidden)
    assert "Suppressed" in client.get(f"/uploads/{number}").get_data(as_text=True)


def test_shares_of_few_people_are_kept_back() -> None:
    """Of 29 in the cohort no share is shown, of 30 one is; rolling years are of all their people."""
    people, again, share = "reoffending.cohort", "reoffending.reoffenders", "reoffending.rate"
    specs = {code: SeriesSpec(code, code, "people") for code in (people, again)}
    specs[share] = SeriesSpec(share, share, "%", "ratio", again, people, 100)
    quarters = [Period(parse("FY2024-25-Q1").first + 3 * n, Grain.QUARTER) for n in range(4)]
    said = [
        Said(code, BROMLEY, "", q, n, "probation.return", 1, None)
        for code in (people, again)
        for q, n in zip(quarters, (29, 30, 40, 50), strict=True)
    ]
    veil = over(said, rules(), specs)
    assert [veil.hides(share, BROMLEY, "", quarter) for quarter in quarters] == [True, False, False, False]
    assert not any(veil.hides(people, BROMLEY, "", quarter) for quarter in quarters)
    assert not veil.hides(share, BROMLEY, "", parse("R12:2025-03"))
    assert not veil.hides(share, "E09000007", "", quarters[0])


def test_public_figures_are_never_kept_back(sqlite_store: Store) -> None:
    text = "MajorText,MinorText,BoroughName,202404,202405,202406\nROBBERY,PERSONAL,Bromley,1,2,3\n"
    load(sqlite_store, [("met.csv", text.encode())], by="analyst")
    rows = observations(sqlite_store, "crime.robbery", area=BROMLEY)
    assert [row["value"] for row in rows] == [1, 2, 3]


def test_quarters_that_are_stored_whole_keep_their_year(sqlite_store: Store) -> None:
    """One small quarter of a year takes another with it."""
    rows = "".join(
        f"Bromley,{q} 2024,First time entrants,{n}\n"
        for q, n in zip(("Apr-Jun", "Jul-Sep", "Oct-Dec"), (9, 3, 12), strict=True)
    )
    text = "Area,Period,Measure,Figure\n" + rows + "Bromley,Jan-Mar 2025,First time entrants,14\n"
    (done,) = load(sqlite_store, [("yjs.csv", text.encode())], by="yjs", source="youth_justice.return")
    assert done["status"] == "committed", done["problems"]
    quarters = {
        row["period"]: row["value"] for row in observations(sqlite_store, "fte.count", area=BROMLEY, grain="quarter")
    }
    years = [row["value"] for row in observations(sqlite_store, "fte.count", area=BROMLEY, grain="year")]
    assert quarters == {"FY2024-25-Q1": None, "FY2024-25-Q2": None, "FY2024-25-Q3": 12, "FY2024-25-Q4": 14}
    assert years == [38]


NINE, YEAR = "FY2024-25-Q1-Q3", "FY2024-25"


@pytest.mark.parametrize(
    ("figures", "hidden"),
    [
        # a year less its first nine months tells its last quarter, whether that is loaded or not
        ({NINE: 20, YEAR: 22}, True),
        ({NINE: 20, YEAR: 22, "FY2024-25-Q4": 2}, True),
        ({NINE: 20, YEAR: 29}, False),
        ({NINE: 20, YEAR: 20}, False),
        # nine months less two of their quarters tell the third
        ({"FY2024-25-Q1": 9, "FY2024-25-Q2": 3, "FY2024-25-Q3": 12, "FY2024-25-Q4": 14}, True),
        ({"FY2024-25-Q1": 9, "FY2024-25-Q2": 8, "FY2024-25-Q3": 12, "FY2024-25-Q4": 3}, True),
        ({"FY2024-25-Q1": 9, "FY2024-25-Q2": 8, "FY2024-25-Q3": 12, "FY2024-25-Q4": 7}, False),
    ],
)
def test_april_to_december_tells_no_small_quarter(figures: dict[str, int], hidden: bool) -> None:
    said = [Said("yjs.custody", BROMLEY, "", parse(p), n, "youth_justice.return", 1, None) for p, n in figures.items()]
    veil = over(said, rules(), {"yjs.custody": SeriesSpec("yjs.custody", "Custody", "sentences")})
    assert any(veil.hides("yjs.custody", BROMLEY, "", parse(period)) for period in (NINE, YEAR)) == hidden


@pytest.fixture
def entrants(sqlite_store: Store) -> tuple[Store, Board]:
    """Four quarters of which one is small (3) and another is kept back with it (9)."""
    text = "Area,Period,Measure,Figure\n" + "".join(
        f"Bromley,{quarter},First time entrants,{n}\n"
        for quarter, n in zip(
            ("Apr-Jun 2024", "Jul-Sep 2024", "Oct-Dec 2024", "Jan-Mar 2025"), (9, 3, 12, 14), strict=True
        )
    )
    (done,) = load(sqlite_store, [("yjs.csv", text.encode())], by="yjs", source="youth_justice.return")
    assert done["status"] == "committed", done["problems"]
    own = {"code": "entrants", "title": "Entrants", "series": "fte.count", "target": {"kind": "direction"}}
    priorities = [{"code": "young", "title": "Young people", "indicators": [own]}]
    strategy = STRATEGY.model_validate(STRATEGY.model_dump() | {"priorities": priorities})
    return sqlite_store, Board(sqlite_store, {"test": strategy}, areas_file())


def test_why_a_figure_is_kept_back_is_true_of_both_kinds_and_tells_not_which_it_is(
    entrants: tuple[Store, Board],
) -> None:
    small, other = (entrants[1].indicator("test", "entrants", f"FY2024-25-Q{n}", BROMLEY).score for n in (2, 1))
    assert (small.grey, other.grey) == ("suppressed", "suppressed")
    assert other.reason == (
        "Grey: suppressed: the figure for Apr–Jun 2024 is kept back, because it tells of few people or because "
        "another that does could be worked out from it."
    )
    assert small.reason.replace("Jul–Sep", "Apr–Jun") == other.reason


@pytest.mark.parametrize("series", ["marac.repeats", "marac.repeat_rate"])
def test_a_trace_says_once_that_its_figure_is_kept_back(client: FlaskClient, kept: Store, series: str) -> None:
    rows = observations(kept, series, area=BROMLEY, grain="month")
    month = next(row["period"] for row in rows if row["value"] is None and str(row["period"]) >= "2024-04")
    page = client.get(f"/trace?series={series}&period={month}&area={BROMLEY}").get_data(as_text=True)
    assert page.count("is kept back") == 1
    assert "Suppressed" in page


def test_the_command_keeps_back_as_well_unless_told_not_to(kept: Store, capsys: pytest.CaptureFixture[str]) -> None:
    asked = {"area": BROMLEY, "grain": "month", "database": str(kept.engine.url)}
    values = []
    for unsuppressed in (False, True):
        listing("marac.repeats", **asked, format_="json", unsuppressed=unsuppressed)
        rows = json.loads(capsys.readouterr().out)["observations"]
        values.append([row["value"] for row in rows])
    assert None in values[0]
    assert None not in values[1]
    assert all(shown in (None, whole) for shown, whole in zip(*values, strict=True))
