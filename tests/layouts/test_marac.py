"""The MARAC page: what stands there may be shown, what is kept back is nowhere in it, and gaps say what to send."""

import datetime as dt
import json
import random
import re
from collections.abc import Sequence
from typing import Any

import dash
import pytest
from dash.development.base_component import Component
from sqlalchemy import event

from app import create_app
from dashboard.disclosure import Protected, Rules
from dashboard.scorecard.board import Board
from dashboard.scorecard.listing import observations
from dashboard.settings import DATA, Settings, areas_file
from dashboard.store.store import Store
from loaders._load import load
from tests.loaders.test_marac_return import workbook
from tests.test_kept_back import meetings

BROMLEY, LONDON = "E09000006", "E23000001"
HEADINGS = [
    "MARAC Name", "Meeting date", "Cases discussed", "Number of repeat cases", "Number of children in the household",
    "Police", "IDVA", "Housing", "Male victims cases", "LGBTQ+ cases", "Agencies expected", "Agencies attending",
]  # fmt: skip


def year(start: int, *counts: Sequence[float]) -> bytes:
    """Twelve meetings from April; `counts` are the columns after the date, one sequence for each, of twelve figures."""
    rows: list[list[object]] = []
    for n in range(12):
        day = dt.date(start + (n + 3) // 12, (n + 3) % 12 + 1, 5)
        rows.append(["Bromley MARAC", day, *(column[n] for column in counts)])
    return workbook(*rows, headings=HEADINGS[: 2 + len(counts)])


def loaded(store: Store, name: str, content: bytes) -> None:
    (done,) = load(store, [(name, content)], by="coordinator")
    assert done["status"] == "committed", done["problems"]


def drawn(store: Store, rules: Rules | None = None, **query: str) -> Component:
    """The page as it is sent."""
    app = create_app(Settings(), store)
    if rules is not None:
        app.server.config["board"] = Board(store, {}, areas_file(), disclosure=rules)
    with app.server.test_request_context("/marac"):
        made = dash.page_registry["layouts.marac"]["layout"](**query)
    assert isinstance(made, Component)
    return made


def markup(page: Component) -> str:
    return json.dumps(page.to_plotly_json(), cls=_Plain, ensure_ascii=False, sort_keys=True)


class _Plain(json.JSONEncoder):
    def default(self, o: Any) -> Any:
        return o.to_plotly_json() if isinstance(o, Component) else super().default(o)


def parts(page: Any, name: str) -> list[Component]:
    """The parts of a page with a hook."""
    if isinstance(page, list | tuple):
        return [found for one in page for found in parts(one, name)]
    if not isinstance(page, Component):
        return []
    own = [page] if getattr(page, "data-testid", None) == name else []
    return own + parts(getattr(page, "children", None), name)


def text(part: Any) -> str:
    if isinstance(part, Component):
        return text(getattr(part, "children", None))
    if isinstance(part, list | tuple):
        return " ".join(filter(None, map(text, part)))
    return "" if part is None else str(part)


def rows(page: Component, name: str) -> dict[str, list[str]]:
    """The rows of a table by their first cell; what only the ear is told is left out."""
    (table,) = parts(page, name)
    body = next(one for one in table.children if type(one).__name__ == "Tbody")
    found = {}
    for row in body.children:
        first, *rest = [text(cell).replace(" , where this comes from", "").strip() for cell in row.children]
        found[first] = [cell.removesuffix(", where this comes from").strip() for cell in rest]
    return found


def steady(*amounts: float) -> list[list[float]]:
    return [[amount] * 12 for amount in amounts]


def test_cases_are_set_against_what_safelives_expects(sqlite_store: Store) -> None:
    monthly = [9, 10, 10, 10, 10, 10, 10, 10, 9, 10, 10, 10]
    loaded(sqlite_store, "2013.xlsx", year(2013, monthly))
    loaded(sqlite_store, "2014.xlsx", year(2014, monthly))
    page = drawn(sqlite_store, quarter="FY2014-15-Q3")
    assert text(parts(page, "marac-sentence")[0]) == (
        "118 cases in the 12 months to Dec 2014: 23% of the 520 that SafeLives expects, by the partnership’s MARAC "
        "self-assessment, June 2015. That is 9.1 for every 10,000 adult females, against 40."
    )
    assert rows(page, "marac-measures")["MARAC cases discussed"] == ["29", "29", "0", "118"]


def test_agencies_stand_with_their_change_and_the_one_that_changed_most_is_named(sqlite_store: Store) -> None:
    loaded(sqlite_store, "2023.xlsx", year(2023, *steady(30, 6, 20, 14, 10, 6, 6, 7)))
    loaded(sqlite_store, "2024.xlsx", year(2024, *steady(40, 6, 20, 22.5, 10.5, 7, 6, 7)))
    page = drawn(sqlite_store)
    assert rows(page, "marac-agencies") == {
        "Police": ["67.5", "42", "+25.5", "270"],
        "IDVA": ["31.5", "30", "+1.5", "126"],
        "Housing": ["21", "18", "+3", "84"],
    }
    assert "referrals from Police changed most: 67.5, 25.5 more than a year before" in text(page)
    assert rows(page, "marac-groups")["Male"] == ["18", "18", "0", "72", "15.0%"]


def test_attendance_is_shown_where_there_is_any_and_asked_for_where_there_is_none(sqlite_store: Store) -> None:
    loaded(sqlite_store, "2023.xlsx", year(2023, *steady(30, 6, 20, 14, 10, 6)))
    said = text(parts(drawn(sqlite_store), "marac-attendance")[0])
    assert "No figures say which agencies came" in said
    assert "Agencies expected and Agencies attending" in said
    loaded(sqlite_store, "2024.xlsx", year(2024, *steady(40, 6, 20, 22, 11, 7, 6, 7, 12, 9)))
    said = text(parts(drawn(sqlite_store), "marac-attendance")[0])
    assert said.endswith("Agencies took 27 of 36 places at meetings in Jan–Mar 2025: 75%.")


def test_nothing_that_is_kept_back_stands_anywhere_in_the_page(sqlite_store: Store) -> None:
    """With a threshold so high that what is kept back are numbers that nothing else on the page could be."""
    secret = {83: (27, 28, 28), 71: (23, 24, 24), 67: (22, 22, 23), 59: (19, 20, 20)}
    counts = [[977] * 12, [379] * 12, [911] * 12, *(list(months) * 4 for months in secret.values())]
    loaded(sqlite_store, "2023.xlsx", year(2023, *counts))
    rules = Rules(protected=(Protected(series="marac", threshold=100),))
    page = drawn(sqlite_store, rules)
    told = markup(page)
    for number in (n * factor for n in secret for factor in (1, 4)):
        assert not re.search(rf"(?<![\d.,]){number:,}(?![\d,])", told), number
    assert rows(page, "marac-agencies")["Police"][0] == "[c]"
    assert rows(page, "marac-measures")["MARAC cases discussed"][0] == "2,931"
    assert parts(page, "kept-back")
    open_ = markup(drawn(sqlite_store, Rules()))
    assert all(f'"{number}"' in open_ for number in secret), "without rules they would be there"


def test_other_small_numbers_give_the_very_same_page(tmp_path: Any) -> None:
    """Whoever reads the page cannot tell which of two small numbers is which."""
    pages = []
    for name, idva, housing in (("a", 0, 1), ("b", 1, 0)):
        store = Store.open(f"sqlite:///{tmp_path / name}.sqlite")
        counts = [[30] * 12, [6] * 12, [20] * 12, [25] * 12, [1, idva, 1] * 4, [1, housing, 1] * 4]
        loaded(store, "2023.xlsx", year(2023, *counts))
        made = markup(drawn(store))
        pages.append(made)
        store.close()
    assert pages[0] == pages[1]
    assert "[c]" in pages[0]


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_shown_is_one_that_the_api_shows(sqlite_store: Store, seed: int) -> None:
    loaded(sqlite_store, "2023.xlsx", meetings(2023, random.Random(seed)))
    loaded(sqlite_store, "2024.xlsx", meetings(2024, random.Random(seed + 100)))
    for quarter in ("FY2023-24-Q4", "FY2024-25-Q2", "FY2024-25-Q4"):
        page = drawn(sqlite_store, quarter=quarter)
        seen = {(s, p, b): v for s, p, b, v in _traced(page)}
        assert seen
        for (series, period, breakdown), said in seen.items():
            grain = "r12" if period.startswith("R12") else "quarter"
            allowed = observations(sqlite_store, series, area=BROMLEY, grain=grain, start=period, end=period)
            (row,) = [row for row in allowed if row["breakdown"] == breakdown and row["period"] == period]
            assert row["value"] is not None, (series, period, breakdown, said)
            assert float(said.rstrip("%").replace(",", "")) == pytest.approx(float(str(row["value"])), abs=0.051)


def _traced(page: Any) -> list[tuple[str, str, str, str]]:
    """Series, period, breakdown and words of every figure that leads to its trace."""
    from urllib.parse import parse_qs, urlsplit

    found = []
    stack = [page]
    while stack:
        one = stack.pop()
        if isinstance(one, list | tuple):
            stack += one
        elif isinstance(one, Component):
            if getattr(one, "className", "") == "traced":
                query = {k: v[0] for k, v in parse_qs(urlsplit(one.href).query).items()}
                found.append((query["series"], query["period"], query.get("breakdown", ""), str(one.children[0])))
            stack.append(getattr(one, "children", None))
    return found


def test_what_is_published_of_london_stands_beside_a_borough(sqlite_store: Store) -> None:
    sample = DATA / "samples" / "marac.csv"
    loaded(sqlite_store, sample.name, sample.read_bytes())
    page = drawn(sqlite_store)
    assert parts(page, "marac-no-returns")
    (published,) = parts(page, "marac-published")
    assert "that SafeLives expects" in text(published)
    assert "against 40" in text(published)
    assert len(rows(page, "marac-course")) >= 5
    london = drawn(sqlite_store, area=LONDON)
    assert parts(london, "marac-published")


def test_an_empty_store_says_why_and_what_to_load(sqlite_store: Store) -> None:
    page = drawn(sqlite_store)
    said = text(parts(page, "marac-nothing")[0])
    assert "No MARAC figures are held for Bromley" in said
    assert "SafeLives" in said
    assert "a row for each meeting" in said


def test_a_quarter_that_is_not_whole_says_how_much_of_it_there_is(sqlite_store: Store) -> None:
    content = workbook(
        ["Bromley MARAC", dt.date(2024, 4, 5), 12], ["Bromley MARAC", dt.date(2024, 5, 5), 11], headings=HEADINGS[:3]
    )
    loaded(sqlite_store, "2024.xlsx", content)
    page = drawn(sqlite_store, quarter="FY2024-25-Q1")
    assert rows(page, "marac-measures")["MARAC cases discussed"] == ["2 of 3 months", "–", "–", "2 of 12 months"]
    assert "2 of 12 months have been returned" in text(page)


def test_figures_stand_as_they_stood(sqlite_store: Store) -> None:
    loaded(sqlite_store, "2023.xlsx", year(2023, *steady(30)))
    assert parts(drawn(sqlite_store, as_at="2020-01-01"), "marac-nothing")


def test_the_page_needs_at_most_ten_statements(sqlite_store: Store) -> None:
    loaded(sqlite_store, "2023.xlsx", year(2023, *steady(30, 6, 20, 25, 2, 3, 3, 1)))
    server = create_app(Settings(), sqlite_store).server
    counted: list[str] = []
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    with server.test_request_context("/marac"):
        dash.page_registry["layouts.marac"]["layout"]()
    assert 0 < len(counted) <= 10
