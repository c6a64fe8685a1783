"""A narrative as a page shows it: kept or drafted, and what in it is out of date."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

About = Literal["indicator", "priority"]


class Stale(BaseModel):
    """A figure in a text that is no longer so: as it is written, as it is now (empty: not known), and of what.

    `turned`: what fell has risen since, or the other way round, so that the words round it are wrong as well.
    """

    model_config = ConfigDict(frozen=True)

    was: str
    now: str
    what: str
    turned: bool = False


class Narrated(BaseModel):
    """A narrative as a page shows it. Without a kept one, `text` is the draft and `note` None.

    `stale` are its figures that have changed, `turned` the status that has (was, now), `strangers` figures that are
    not among the indicator's; `kept_back`: it quotes a figure that may not be shown any more, and so has no text.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    title: str
    about: About
    text: str
    draft: str
    note: int | None = None
    author: str = ""
    at: str = ""
    signed_by: str = ""
    signed_at: str = ""
    rag: str = "grey"
    turned: tuple[str, str] | None = None
    stale: tuple[Stale, ...] = ()
    strangers: tuple[str, ...] = ()
    kept_back: bool = False

    @property
    def chased(self) -> bool:
        """Whether it is missed: a red of which nothing is said yet."""
        return self.rag == "red" and self.note is None

    @property
    def doubtful(self) -> bool:
        """Whether what it says is no longer so."""
        return bool(self.stale or self.turned or self.kept_back)

    @property
    def settled(self) -> bool:
        """Whether nobody has to look at it: signed off, and still so."""
        return bool(self.signed_by) and not self.doubtful
