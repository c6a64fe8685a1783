"""Groups of areas: what a file may say, whom an area is compared with, and that the lists are as published."""

import csv
from pathlib import Path

import pytest

from dashboard import areas as register
from dashboard.errors import BadDeclaration
from dashboard.groups import holding, listed
from dashboard.settings import areas_file
from dashboard.tiles import listed as tiles

AREAS = register.read(areas_file())
BOROUGHS = {row.code for row in AREAS.of_kind("borough")}
ENTRY = '[[groups]]\ncode = "two"\ntitle = "Two"\ntogether = "both"\nsource = "S"\nareas = ["E09000006", "E09000004"]\n'


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (('source = "S"\n', ""), r"groups\[0\].source \(two\): is missing"),
        (('"E09000004"', '"E09000099"'), r"groups\[0\].areas \(two\): there is no area “E09000099”"),
        (('"E09000004"', '"E09000006"'), r"groups\[0\] \(two\): the area “E09000006” is there more than once"),
        ((', "E09000004"', ""), r"groups\[0\].areas \(two\)"),
        (('source = "S"', 'source = "S"\ncolour = "red"'), "colour .*is not a word that the groups file knows"),
    ],
)
def test_a_fault_names_its_entry(tmp_path: Path, changed: tuple[str, str], said: str) -> None:
    path = tmp_path / "groups.toml"
    path.write_text(ENTRY.replace(*changed), encoding="utf-8")
    with pytest.raises(BadDeclaration, match=said):
        listed(AREAS, path)


def test_a_code_is_used_once(tmp_path: Path) -> None:
    path = tmp_path / "groups.toml"
    path.write_text(ENTRY * 2, encoding="utf-8")
    with pytest.raises(BadDeclaration, match="“two” is there more than once"):
        listed(AREAS, path)


def test_an_area_is_offered_the_groups_it_is_in() -> None:
    known = listed(AREAS)
    assert [group.code for group in holding(known, "E09000006")] == [
        "london",
        "outer-london",
        "bromley-neighbours",
        "youth-justice-ten",
    ]
    assert [group.code for group in holding(known, "E09000007")] == ["london"]
    assert holding(known, "E09000001") == ()


def test_london_is_its_32_boroughs_each_on_a_tile_of_its_own() -> None:
    london = listed(AREAS)[0]
    assert set(london.areas) == BOROUGHS
    assert {tile.code for tile in tiles()} == BOROUGHS
    assert len({(tile.row, tile.column) for tile in tiles()}) == len({tile.label for tile in tiles()}) == 32


def test_the_lists_are_those_of_their_sources(real_data: Path) -> None:
    known = {group.code: set(group.areas) for group in listed(AREAS)}
    with (real_data / "reoffending" / "children_offending.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {line["area_code"] for line in csv.DictReader(file)} - {"E92000001"} == known["youth-justice-ten"]
    edition = real_data / "first_time_entrants" / "LAIT_youth_offending_2026-01-19.csv"
    with edition.open(encoding="utf-8-sig", newline="") as file:
        names = {line["LA and Regions"] for line in csv.DictReader(file) if line["Region"] == "Outer London"}
    assert {row.code for name in names if (row := AREAS.named(name, ("borough",)))} == known["outer-london"]
