"""The register of areas: every code once, every name the publishers use leading to one area."""

import csv
from pathlib import Path

import pytest

from dashboard.areas import LOCAL_AUTHORITY, read

ROOT = Path(__file__).resolve().parents[2]
AREAS = read(ROOT / "data" / "areas.csv")
LOCAL = (*LOCAL_AUTHORITY, "city")


def test_codes_are_unique_and_parents_exist() -> None:
    with (ROOT / "data" / "areas.csv").open(encoding="utf-8", newline="") as file:
        codes = [line["code"] for line in csv.DictReader(file)]
    assert len(codes) == len(set(codes))
    assert all(row.parent in AREAS.by_code for row in AREAS.by_code.values() if row.parent)


def test_there_are_as_many_areas_as_there_should_be() -> None:
    assert len(AREAS.of_kind("borough")) == 32
    assert len([row for row in AREAS.of_kind("region") if row.code.startswith("E12")]) == 9
    # 39 English forces with territory, the Metropolitan Police and City among them, four Welsh, the Transport Police.
    assert len(AREAS.of_kind("force")) == 44


@pytest.mark.parametrize("kinds", [LOCAL, ("region", "country"), ("force",)], ids=["local", "wider", "force"])
def test_every_name_is_unambiguous_among_its_kinds(kinds: tuple[str, ...]) -> None:
    assert [row.name for row in AREAS.of_kind(*kinds) if AREAS.named(row.name, kinds) != row] == []


@pytest.mark.parametrize(
    ("name", "kinds", "code"),
    [
        ("Bromley", LOCAL, "E09000006"),
        ("Bromley ", ("csp",), "E22000190"),
        ("Kingston-upon-Thames", LOCAL, "E09000021"),
        ("City of Westminster", LOCAL, "E09000033"),
        ("Hammersmith & Fulham", LOCAL, "E09000013"),
        ("Kingston Upon Hull, City of", LOCAL, "E06000010"),
        ("Durham", LOCAL, "E06000047"),
        ("Buckinghamshire", LOCAL, "E06000060"),
        ("Dorset (Pre LG)", LOCAL, "E10000009"),
        ("Eastern", ("region",), "E12000006"),
        ("London, City of", ("force",), "E23000034"),
        ("West Midlands ", ("region",), "E12000005"),
        ("West Midlands ", ("force",), "E23000014"),
        ("ENGLAND AND WALES8", ("country",), "K04000001"),
        ("London (Inner)", ("region",), "LAIT-INNER-LONDON"),
        ("Aviation Security (SO18)", ("borough", "pseudo"), "MPS-AIRPORTS"),
        ("Unknown", ("borough", "pseudo"), "MPS-UNKNOWN"),
    ],
)
def test_names_as_publishers_write_them(name: str, kinds: tuple[str, ...], code: str) -> None:
    found = AREAS.named(name, kinds)
    assert found is not None
    assert found.code == code


def test_a_misspelt_name_has_near_misses() -> None:
    assert AREAS.named("Bromly", LOCAL) is None
    assert AREAS.near("Bromly", LOCAL)[0] == "Bromley"
