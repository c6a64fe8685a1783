"""The partnership's own template, that every paper is laid out on where a setting names one."""

from pathlib import Path

from dashboard.errors import SaferError
from dashboard.packs.formats import FORMATS
from dashboard.settings import Settings


def standing_template(name: str, settings: Settings | None = None) -> bytes | None:
    """The bytes of the template for a format; None where none is named. Raises SaferError for one that cannot be read.

    Whether it is a presentation or a document at all, its format finds when it lays a paper out on it.
    """
    setting = f"template_{name}"
    path = getattr(settings or Settings(), setting) if FORMATS[name].template else None
    if not path:
        return None
    try:
        return Path(path).read_bytes()
    except OSError as error:
        why = f"The template {path} cannot be read: {error.strerror}."
        remedy = f"Whoever looks after the program mends SAFER_{setting.upper()}, or takes it out."
        raise SaferError(message=f"{why} {remedy}") from error
