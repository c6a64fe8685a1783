"""Text that stays text wherever it goes: no spreadsheet program takes it for a formula, no file chokes on it."""

import re

# what makes a text a formula in one program or another, full-width forms included, or begins with the mark against it
_FORMULA = re.compile(r"['=+\-@\t\r\n\0＝＋－＠]")
# what XML 1.0 cannot hold: control characters, halves of surrogate pairs and what is no character; and two marks that
# make the figures after them read backwards
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202d\u202e]"
)


def guarded(text: str) -> str:
    """Text for a csv: with the mark of text (') before what a program might take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def formula_like(text: str) -> bool:
    """Whether some program might take a text for a formula."""
    return bool(_FORMULA.match(text))


def writable(text: str) -> str:
    """Text without what no XML file can hold; emoji and right-to-left text stay as they are."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
