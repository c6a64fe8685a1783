"""Sub-groups as data: the file that is shipped, and faults named by entry."""

from pathlib import Path

import pytest

from dashboard.errors import BadDeclaration
from dashboard.subgroups import listed

ENTRY = '[[subgroups]]\ncode = "asb"\ntitle = "ASB"\nrole = "ASB manager"\ndue_days = 28\n'


def test_the_six_sub_groups_have_a_role_that_files_and_a_day() -> None:
    assert [group.code for group in listed()] == [
        "domestic-abuse", "youth-offending", "gangs", "offender-management", "asb", "marac",
    ]  # fmt: skip
    assert all(group.role and group.due_days > 0 for group in listed())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENTRY + ENTRY, "the sub-group “asb” is there more than once"),
        (ENTRY.replace("28", "-1"), r"subgroups\[0\].due_days \(asb\)"),
        (ENTRY.replace('role = "ASB manager"\n', ""), "is missing"),
    ],
)
def test_a_fault_names_its_entry(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "subgroups.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadDeclaration, match=said):
        listed(path)
