"""The few styles of a published workbook: Arial of 12 points and more, headings that a screen reader finds."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle

# names and numbers that Excel knows its own styles by
HEADING_1, HEADING_2, BODY, LINK = "Heading 1", "Heading 2", "Normal", "Hyperlink"
_BRAND = "12436D"


def styled(book: Workbook) -> None:
    """Give a new workbook the styles, its own plain one among them."""
    plain = book._named_styles[BODY]  # type: ignore[attr-defined]  # there is no other way to change it
    plain.font = Font(name="Arial", size=12)
    plain.alignment = Alignment(vertical="top")
    book._fonts[0] = plain.font  # type: ignore[attr-defined]
    for name, number, font in (
        (HEADING_1, 16, Font(name="Arial", size=18, bold=True)),
        (HEADING_2, 17, Font(name="Arial", size=14, bold=True)),
        (LINK, 8, Font(name="Arial", size=12, underline="single", color=_BRAND)),
    ):
        made = NamedStyle(name=name, builtinId=number, font=font, alignment=Alignment(vertical="top"))
        book.add_named_style(made)
