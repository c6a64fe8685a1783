"""What the overview, a priority and an indicator say, in words, of the samples."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import dash
import pytest
from flask import Flask

from app import create_app
from dashboard.settings import Settings
from tests.stores import sampled

PAPER = {"strategy": "2012-13", "quarter": "FY2012-13-Q1"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with closing(sampled(tmp_path_factory.mktemp("journey") / "journey.sqlite")) as store:
        yield create_app(Settings(), store).server


def words(element: Any) -> str:
    """Everything an element shows, in reading order; what only screen readers are told is left out."""
    if getattr(element, "className", None) == "unseen":
        return ""
    if isinstance(element, list | tuple):
        return " ".join(said for child in element if (said := words(child)))
    if isinstance(element, dash.development.base_component.Component):
        return words(getattr(element, "children", None))
    return "" if element is None else str(element)


def said(server: Flask, page: str, **query: str) -> str:
    with server.test_request_context("/"):
        return " ".join(words(dash.page_registry[f"layouts.{page}"]["layout"](**query)).split())


def test_an_indicator_names_its_publication_its_files_and_who_loaded_them(server: Flask) -> None:
    text = said(server, "indicator", code="burglary")
    assert "Recorded crime by borough, Metropolitan Police. Source crime.mps_borough" in text
    assert "crime-by-borough.csv, loaded " in text
    assert "UTC by samples (upload " in text
    assert "Figures to Jul–Sep 2025. Series crime.burglary" in text


def test_an_indicator_says_its_target_and_its_rate_without_idle_decimals(server: Flask) -> None:
    text = said(server, "indicator", code="burglary")
    assert "Target 266 −5% on Jul–Sep 2024" in text
    assert "Rate 0.76 per 1,000 people in the quarter, mid-2021 estimate" in text
    assert "266.0" not in text


def test_a_rate_or_percentage_has_no_rate_of_its_own(server: Flask) -> None:
    for code in ("marac-volume", "marac-repeats", "first-time-entrants"):
        assert "per 1,000 people" not in said(server, "indicator", code=code)


def test_an_indicator_without_figures_says_so_once(server: Flask) -> None:
    text = said(server, "indicator", code="reoffending-rate")
    assert "Figure No figure Target" in text
    assert "No figures loaded. Series reoffending.rate" in text
    assert "No file" not in text


def test_a_late_figure_has_no_change_but_last_years_figure_with_its_unit(server: Flask) -> None:
    text = said(server, "indicator", code="first-time-entrants")
    assert "Figure No figure 2023 85 per 100,000 aged 10–17" in text
    assert "30 lower than a year before" in text


def test_a_portfolio_shows_its_parts_and_their_sum(server: Flask) -> None:
    text = said(server, "indicator", code="property", **PAPER)
    assert "Burglary 712 834 +122 +17.1%" in text
    assert "Together 3,579 3,281 −298 −8.3%" in text
    assert "crime-2012-13-q1!C10" in text


def test_the_overview_says_in_few_words_why_there_is_no_figure(server: Flask) -> None:
    text = said(server, "overview")
    assert "First-time entrants, rate Figures to 2023" in text
    assert "Late: 2024 was expected by 27 Sep 2025." in text
    assert "Repeat MARAC cases, London 2024/25, no target" in text
    assert "No data has been loaded for this area." in text


@pytest.mark.parametrize(
    ("as_at", "text"),
    [
        ("2026-11-26", "as they stood at the end of 26 Nov 2026."),
        ("2026-06-26T10:00+01:00", "as they stood at 26 Jun 2026 at 09:00 UTC."),
        ("soon", "as they stood at soon."),
    ],
)
def test_a_page_of_the_past_says_of_what_moment(server: Flask, as_at: str, text: str) -> None:
    assert text in said(server, "overview", as_at=as_at)


def test_a_priority_without_indicators_is_not_counted(server: Flask) -> None:
    text = said(server, "priority", code="disrupt-gangs", strategy="2020-priority-three")
    assert "Grey: it has no indicators." in text
    assert "Indicators:" not in text
