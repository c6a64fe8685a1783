"""A code with another area's name."""

from tests.loaders.checks.examining import Examiner

HEAD = "Year,ONS Code,LA Name,Region,Total Incidents\n"
ROWS = {
    "E09000006": "Bromley",
    "E09000004": "Bexley ",
    "E09000007": "CAMDEN",
    "E06000023": "Bristol",
    "E09000033": "City of Westminster",
}


def defra(names: dict[str, str]) -> str:
    rows = "".join(f"2021-22,{code},{name},London,{300 + n}\n" for n, (code, name) in enumerate(names.items()))
    return HEAD + rows


def test_the_name_of_another_area_is_found_at_its_cell(examiner: Examiner) -> None:
    (problem,) = examiner.all(defra(ROWS | {"E09000006": "Barnet"}), "defra.csv")
    assert (problem.code, problem.severity, problem.cell) == ("renamed-area", "warning", "C2")
    assert problem.message == ("defra!C2 names E09000006 “Barnet”, the name of E09000003; it is known as Bromley.")
    assert problem.subject == "E09000006=Barnet"


def test_a_name_nobody_has_is_found(examiner: Examiner) -> None:
    (problem,) = examiner.all(defra(ROWS | {"E09000007": "North Bridge"}), "defra.csv")
    assert "names E09000007 “North Bridge”; it is known as Camden" in problem.message


def test_case_spaces_and_added_words_are_the_same_name(examiner: Examiner) -> None:
    assert examiner.all(defra(ROWS), "defra.csv") == []


def test_two_names_under_one_ward_code_are_found(examiner: Examiner) -> None:
    head = "MajorText,MinorText,WardName,WardCode,LookUp_BoroughName,202501\n"
    wards = [("Bickley", "E05013989"), ("Darwin", "E05013994"), ("Biggin Hill", "E05013990")]
    rows = [f"THEFT,SHOPLIFTING,{name},{code},Bromley,5\n" for name, code in wards]
    assert examiner.all(head + "".join(rows), "wards.csv") == []
    rows.append("THEFT,RAPE,Plaistow,E05013994,Bromley,2\n")
    (problem,) = examiner.all(head + "".join(rows), "wards.csv")
    assert (problem.code, problem.cell) == ("renamed-area", "C5")
