"""What a form of a page sent: its name, its words, its mark, and who sent it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from dashboard.errors import SaferError
from dashboard.written import Unfit
from layouts._parts.who import author

Made = TypeVar("Made")
_LONGEST = 20_000
_MOST = 40


@dataclass(frozen=True)
class Sent:
    """A form's fields by name; `mark` is what the page gave it to hand back."""

    form: str = ""
    mark: str = ""
    words: dict[str, str] = field(default_factory=dict)

    @property
    def expected(self) -> int | None:
        """The id of the note that the page showed; None where it showed none."""
        return int(self.mark) if self.mark.isascii() and self.mark.isdigit() and len(self.mark) < 19 else None

    def by(self) -> str:
        """Who sent it. Raises Unfit."""
        try:
            return author(self.words.get("who", ""))
        except SaferError as error:
            raise Unfit({"who": str(error)}) from error

    def checked(self, make: Callable[[], Made]) -> Made:
        """What `make` makes of the words, if somebody signs them. Raises Unfit with every fault."""
        found: dict[str, str] = {}
        for step in (make, self.by):
            try:
                step()
            except Unfit as error:
                found |= error.faults
        if found:
            raise Unfit(found)
        return make()


def sent(data: object) -> Sent:
    """What the browser handed over; what is no plain text of a decent length is left out."""
    given = data if isinstance(data, dict) else {}
    fields = given.get("words")
    pairs = list(fields.items())[:_MOST] if isinstance(fields, dict) else []
    words = {str(name)[:40]: value for name, value in pairs if isinstance(value, str) and len(value) <= _LONGEST}
    name, mark = given.get("form"), given.get("mark")
    return Sent(name if isinstance(name, str) else "", mark if isinstance(mark, str) else "", words)
