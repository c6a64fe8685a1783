"""A mapping as data: to JSON and back, and every fault named by its entry."""

import json
from typing import Any

import pytest

from loaders._mapping.spec import BadMapping, Mapping, code_of, from_json, series_codes, to_json

GOOD: dict[str, Any] = {
    "code": "mapped.housing_asb",
    "title": "Housing ASB",
    "partner": "Housing association",
    "sheet": "return",
    "rows": [3],
    "columns": [{"at": 1, "heading": "measure", "role": "measure"}],
    "area": {"source": "fixed", "fixed": "E09000006"},
    "period": {"source": "heading"},
    "measure": {"source": "column"},
    "measures": [{"label": "noise", "title": "Noise", "series": "housing_asb.noise"}],
}


def test_json_and_back() -> None:
    mapping = from_json(json.dumps(GOOD))
    assert from_json(to_json(mapping)) == mapping
    assert mapping.source.code == "mapped.housing_asb"
    assert mapping.source.publisher == "Housing association"


@pytest.mark.parametrize(
    ("change", "entry", "why"),
    [
        ({"code": "crime.total"}, "code", "pattern"),
        ({"colums": []}, "colums", "Extra"),
        ({"rows": [4, 3]}, "rows", "from the top"),
        ({"columns": [{"at": 0, "role": "area"}]}, "columns.0.at", "greater than or equal to 1"),
        ({"columns": [{"at": 1, "role": "figures"}]}, "columns.0.role", "Input should be"),
        ({"columns": [{"at": 1, "role": "value"}]}, "the mapping", "measure: no column has the role"),
        ({"area": {"source": "fixed"}}, "the mapping", "area: nothing says it"),
        ({"period": {"source": "fixed", "fixed": "spring"}}, "period.fixed", "is not a period"),
        ({"breakdown": {"source": "heading"}}, "the mapping", "breakdown_key"),
        ({"measures": GOOD["measures"] * 2}, "the mapping", "one series"),
    ],
)
def test_a_fault_names_its_entry(change: dict[str, Any], entry: str, why: str) -> None:
    with pytest.raises(BadMapping) as caught:
        from_json(json.dumps(GOOD | change), file="housing.json")
    assert str(caught.value).startswith(f"housing.json: {entry}: ")
    assert why in str(caught.value)


def test_what_is_no_json_is_refused_in_words() -> None:
    with pytest.raises(BadMapping, match=r"^housing\.json: the mapping: Invalid JSON"):
        from_json("{", file="housing.json")


def test_codes_are_made_of_the_title_s_words_and_each_is_used_once() -> None:
    assert code_of("Bexley: ASB & noise (quarterly)") == "mapped.bexley_asb_noise_quarterly"
    assert code_of("—") == "mapped.file"
    made = series_codes("mapped.asb", ["noise", "noise!", "%"])
    assert made == {"noise": "asb.noise", "noise!": "asb.noise_2", "%": "asb.value"}


def test_a_mapping_cannot_be_changed() -> None:
    mapping = Mapping.model_validate(GOOD)
    with pytest.raises(ValueError, match="frozen"):
        mapping.title = "Other"  # type: ignore[misc]
