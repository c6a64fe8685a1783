"""Files that hold what would tell who somebody is; none is taken, and what they say is not repeated."""

from tests.hostile._made import CSV, Hostile, hostile, packed, parts, sheet, workbook

_HEADED = {
    "full names": ("Victim Name", "Alex Example"), "surnames": ("Surname", "Example"), "dates of birth": ("DOB", "01/02/1990"),
    "National Insurance numbers": ("NI Number", "QQ123456C"), "NHS numbers": ("NHS number", "943 476 5919"),
    "crime references": ("Crime Reference", "2401234/24"), "police references": ("URN", "01ZZ0012324"),
    "property references": ("UPRN", "100012345678"), "PNC numbers": ("PNC ID", "24/123456X"),
}  # fmt: skip
_VALUED = {
    "e-mail addresses": ["a.person@example.org", "b.person@example.org", "c@example.net"],
    "telephone numbers": ["07700 900123", "020 7946 0123", "07700900456"],
    "full postcodes": ["ZZ99 3VZ", "BR1 3UH", "SE20 7TX"],
    "insurance numbers": ["QQ 12 34 56 C", "AB123456D", "AB 12 34 56 A"],
}


def _csv(heading: str, *values: str) -> str:
    first, *rest = CSV.strip().split("\n")
    rows = [f"{row},{value}" for row, value in zip([*rest, rest[-1]], values, strict=False)]
    return "\n".join([f"{first},{heading}", *rows]) + "\n"


def _hidden() -> bytes:
    """The good table, and a hidden sheet of names."""
    made = parts(sheet(), sheet([["Surname", "Date of birth"], ["Example", "01/02/1990"]]))
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(b'sheetId="2"', b'sheetId="2" state="veryHidden"')
    return packed(made)


_CONTACT = [["Contact", "crimestats@example.org"], ["Telephone", "020 7946 0000"], ["Address", "1 High Street"]]
FILES: dict[str, Hostile] = {
    **{
        f"a column of {what}": hostile("a.csv", _csv(heading, value, value), "personal-data", says="F1")
        for what, (heading, value) in _HEADED.items()
    },
    **{
        f"a column of {what} under a harmless heading": hostile(
            "a.csv", _csv("Notes", *values), "personal-data", says="F2"
        )
        for what, values in _VALUED.items()
    },
    "names on a hidden sheet": hostile("a.xlsx", _hidden, "personal-data", says="Sheet2!A1"),
    "whom to ask, on a sheet of its own": hostile("a.xlsx", lambda: workbook(sheet(), sheet(_CONTACT)), "committed"),
}
