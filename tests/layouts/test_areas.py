"""The comparison and the parts on an indicator's page: links that keep the state, words beside colour, no dead ends."""

import json
from collections.abc import Iterator, Sequence

import dash
import pytest
from flask import Flask
from plotly.utils import PlotlyJSONEncoder
from sqlalchemy import event

from app import create_app
from dashboard.settings import DATA, Settings
from dashboard.store.store import Store
from loaders._load import load

NAMES = ("Bromley", "Bexley", "Lewisham", "Sutton", "Camden", "Westminster")
MONTHS = [f"2024{m:02d}" for m in range(4, 13)] + [f"2025{m:02d}" for m in range(1, 7)]
QUARTER = "quarter=FY2025-26-Q1"


def met(months: Sequence[str] = MONTHS) -> bytes:
    """Two sub-categories of theft in six boroughs; shoplifting fell by three each month, in Bromley at least."""
    lines = [",".join(["MajorText", "MinorText", "BoroughName", *months])]
    for place, name in enumerate(NAMES):
        shops = ["80" if month < "202504" else "77" for month in months]
        bikes = [str(9 + 20 * place)] * len(months)
        lines += [",".join(["THEFT", "SHOPLIFTING", name, *shops]), ",".join(["THEFT", "BICYCLE THEFT", name, *bikes])]
    return "\n".join(lines).encode()


@pytest.fixture
def server(sqlite_store: Store) -> Iterator[Flask]:
    load(sqlite_store, [("met.csv", met())], by="analyst")
    yield create_app(Settings(), sqlite_store).server


def drawn(server: Flask, code: str = "theft", **query: str) -> str:
    with server.test_request_context("/"):
        found = dash.page_registry["layouts.indicator"]["layout"](code=code, quarter="FY2025-26-Q1", **query)
        return json.dumps(found, cls=PlotlyJSONEncoder, ensure_ascii=False)


def test_the_page_still_needs_at_most_ten_statements(server: Flask, sqlite_store: Store) -> None:
    counted: list[str] = []
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    text = drawn(server)
    assert "Shoplifting accounts for the fall of 9." in text
    assert "of 6 and better than London’s" in text
    assert len(counted) <= 10


def test_every_tile_leads_to_its_area_and_keeps_the_state(server: Flask) -> None:
    text = drawn(server, strategy="current", group="london")
    assert f"/?strategy=current&{QUARTER}&area=E09000004&group=london" in text
    assert text.count("tile-here") == 1
    assert "Bromley: this area, better" in text and "Westminster: worse" in text


def test_another_group_is_a_link_and_the_one_shown_is_not(server: Flask) -> None:
    london, outer = '"children": "The 32 London boroughs"', '"children": "The 19 outer London boroughs"'
    first, second = drawn(server), drawn(server, group="outer-london")
    assert f'{outer}, "href": "/?{QUARTER}&group=outer-london"' in first and f"{london}, " not in first
    assert f'{london}, "href": "/?{QUARTER}&group=london"' in second and f"{outer}, " not in second
    assert "than London’s" in first and "than outer London’s" in second


def test_a_group_without_figures_is_not_offered(server: Flask) -> None:
    assert "youth-justice-ten" not in drawn(server)


def test_without_other_areas_a_sentence_says_so(sqlite_store: Store) -> None:
    load(sqlite_store, [(p.name, p.read_bytes()) for p in (DATA / "samples").glob("marac.csv")], by="analyst")
    text = drawn(create_app(Settings(), sqlite_store).server, code="marac-volume")
    assert "Published for Metropolitan Police as a whole" in text
    assert "chart-areas-says" not in text and "tiles" not in text


def test_notes_on_the_months_of_a_chart_stand_under_it_and_in_its_table(server: Flask) -> None:
    text = drawn(server)
    assert "Notes on these months" not in text  # the figures begin after the new system came
    longer = met(["202401", "202402", "202403", *MONTHS])
    load(server.config["store"], [("longer.csv", longer)], by="analyst")
    text = drawn(server)
    assert "28 Feb 2024. " in text and "See note" in text
    assert text.count("moved its crime recording") == 1  # though more than one chart is about its month
    assert "note 1 above" in text


def test_areas_without_a_figure_are_named_though_nothing_was_loaded_for_them(sqlite_store: Store) -> None:
    head = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"
    item = "FirstYJS,First Time entrants to the Youth Justice System aged 10-17 (rate)"
    rows = [head, *(f"{item},2023,{name},{value},," for name, value in (("Bromley", 85), ("Surrey", 90)))]
    load(sqlite_store, [("lait.csv", "\n".join(rows).encode())], by="analyst")
    text = drawn(create_app(Settings(), sqlite_store).server, code="first-time-entrants")
    assert "No figure: Buckinghamshire, Cambridgeshire, Gloucestershire" in text
