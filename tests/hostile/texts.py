"""Csv files and names: encodings, quotation marks, injections, scripts, look-alikes, numbers that are none."""

from tests.hostile._made import CSV, Hostile, changed, csv_with, hostile, table

_NUMBERS = {
    "an underscore": "1_000", "full-width digits": "９", "Arabic digits": "٩", "not a number": "nan", "infinity": "inf",
    "minus infinity": "-Infinity", "an exponent beyond any double": "1e999", "hexadecimal": "0x1F", "true": "TRUE",
    "two to the power of seventy": "1180591620717411303424", "an error of Excel": "#REF!", "a division by zero": "#DIV/0!",
    "a formula": "=1+1", "a command": "=cmd|'/c calc'!A0", "two points": "1.2.3", "a minus inside": "1-2",
    "a superscript": "9²", "a Roman number": "Ⅸ", "a null character name": "%00", "a script": "<script>alert(1)</script>",
    "a lone surrogate escaped": "\\ud800", "a zero-width digit": "9\u200b", "a fraction sign": "½", "a soft hyphen": "9\u00ad",
}  # fmt: skip
_REFUSED = ("not-a-number", "not-a-count", "not-recognised", "committed", "bad-number")
_NAMED = {
    "Cyrillic letters": "Вromley", "a script": "<img src=x onerror=alert(1)>", "an SQL statement": "Bromley'; DROP TABLE area;--",
    "a template": "{{7*7}}", "a format": "%s%n{0.__class__}", "a path": "../../etc/passwd", "a direction mark": "\u202eyelmorB",
    "a formula": "=HYPERLINK(0)", "a line of the log": "Bromley\r\n2026 root: ok", "ten thousand letters": "B" * 10_000,
}  # fmt: skip
_FILE_NAMES = {
    "a script": "<script>alert(1)</script>.csv", "a path": "../../../etc/passwd.csv", "a path of Windows": "..\\..\\boot.csv",
    "a line break": "a\nroot: ok.csv", "a terminal sequence": "a\x1b[31m.csv", "a direction mark": "a\u202evsc.csv",
    "four hundred letters": "a" * 400 + ".csv", "an SQL statement": "a'; DROP TABLE upload;--.csv", "a lone dot": "..csv",
    "emoji": "🚓.csv", "a percent sign": "%2e%2e%2f.csv", "a null": "a\0.csv", "a format": "{0.__class__}%s.csv",
}  # fmt: skip
_ENDINGS = {
    "no ending": "a", "another ending": "a.exe", "two endings": "a.csv.exe", "an ending for macros": "a.xlsm",
    "a template with macros": "a.xltm", "a web page": "a.html",
}  # fmt: skip
_OTHER = {
    "a PDF": b"%PDF-1.7\n" * 40, "a web page": b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(200), "a program": b"\x7fELF" + bytes(200), "text": CSV.encode(),
    "a packed archive": b"\x1f\x8b\x08" + bytes(100), "a document in RTF": b"{\\rtf1\\ansi }", "XML": b"<?xml version='1.0'?><x/>",
}  # fmt: skip
_WORKBOOK = "a.xlsx"
FILES: dict[str, Hostile] = {
    **{f"a number that is {name}": hostile("a.csv", csv_with(text), *_REFUSED) for name, text in _NUMBERS.items()},
    **{
        f"an area that is {name}": hostile("a.csv", csv_with(f'"{text}"', column=2), "unknown-area")
        for name, text in _NAMED.items()
    },
    **{f"a file named as {name}": hostile(file, CSV, "committed", "unchanged") for name, file in _FILE_NAMES.items()},
    **{f"a file with {name}": hostile(file, CSV, "unknown-format", "macros") for name, file in _ENDINGS.items()},
    **{f"{name} called a workbook": hostile(_WORKBOOK, content, "wrong-content") for name, content in _OTHER.items()},
    "a workbook called a csv": hostile("a.csv", lambda: table(changed(1, 3, 9)), "wrong-content"),
    "an old workbook called a csv": hostile("a.csv", b"\xd0\xcf\x11\xe0" + bytes(600), "wrong-content"),
    "nothing": hostile("a.csv", b"", "empty-file"),
    "only a byte order mark": hostile("a.csv", b"\xef\xbb\xbf", "empty-file"),
    "UTF-16 with a mark": hostile("a.csv", lambda: CSV.encode("utf-16"), "committed"),
    "UTF-16 without a mark": hostile("a.csv", lambda: CSV.encode("utf-16-le"), "committed"),
    "UTF-16 cut within a character": hostile("a.csv", lambda: CSV.encode("utf-16")[:-1], "wrong-content", "committed"),
    "Windows-1252": hostile("a.csv", lambda: CSV.replace("HOME", "CAFÉ – £").encode("cp1252"), "committed"),
    "UTF-8 that breaks off": hostile(
        "a.csv",
        lambda: CSV.encode() + b"\xc3",
        "committed",
        "short-row",
        "not-recognised",
        "unknown-area",
        "no-group",
        "no-key",
    ),
    "null characters": hostile("a.csv", lambda: CSV.encode().replace(b",", b"\0,"), "wrong-content"),
    "a quotation mark that never closes": hostile(
        "a.csv",
        CSV.replace("HOME,Bromley", '"HOME,Bromley'),
        "damaged",
        "too-large",
        "not-recognised",
        "committed",
        "empty-file",
        "unknown-area",
        "no-key",
    ),
    "quotation marks within": hostile("a.csv", CSV.replace("HOME", '"HO""ME"'), "committed"),
    "line ends of an old Mac": hostile("a.csv", CSV.replace("\n", "\r"), "committed"),
    "mixed line ends": hostile("a.csv", CSV.replace("\n", "\r\n", 1), "committed"),
    "semicolons": hostile("a.csv", CSV.replace(",", ";"), "committed"),
    "tabs": hostile("a.csv", CSV.replace(",", "\t"), "committed"),
    "a heading twice": hostile("a.csv", CSV.replace("202405", "202404"), "duplicate-period", "duplicate-key"),
    "a row too long": hostile("a.csv", CSV.replace("9,8", "9,8,7,6"), "committed", "short-row", "not-recognised"),
    "a row too short": hostile("a.csv", CSV.replace("9,8", "9"), "committed", "short-row", "not-a-number"),
    "a month that does not exist": hostile(
        "a.csv", CSV.replace("202405", "202413"), "bad-period", "committed", "unknown-heading"
    ),
    "a month to come": hostile("a.csv", CSV.replace("202405", "209905"), "future-period"),
    "random bytes": hostile(
        "a.csv", bytes((n * 7919 + n * n) % 256 for n in range(5_000)), "wrong-content", "not-recognised", "damaged"
    ),
    "a negative count": hostile("a.csv", csv_with("-9"), "not-a-count", "negative", "committed"),
    "half an offence": hostile("a.csv", csv_with("9.5"), "not-a-count", "committed"),
}
