"""How a file would be read, before anything is loaded: by whom, how many figures, what would be asked."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from dashboard.areas import Areas
from dashboard.records import Problem, Reading
from loaders._book import UnreadableFile, open_book
from loaders._mapping.drift import CODE
from loaders._mapping.propose import propose
from loaders._mapping.remembered import Remembered
from loaders._recognise import recognise


@dataclass
class Outlook:
    """`way` is recognised, remembered (by a saved mapping), proposed or unreadable; `source` names the first two.

    `left` are sentences on other tables of the file, which are not read.
    """

    file: str
    way: str
    source: str = ""
    why: str = ""
    figures: int = 0
    measures: int = 0
    questions: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def as_row(self) -> dict[str, Any]:
        return asdict(self)


def outlook(name: str, content: bytes, areas: Areas, mapped: Sequence[Remembered] = ()) -> Outlook:
    """How a file would be read. Nothing that it may hold is raised."""
    try:
        book = open_book(content, name)
    except UnreadableFile as error:
        return Outlook(name, "unreadable", problems=[Problem("error", error.code, str(error), error.hint)])
    loader, why = recognise(book, None, mapped)
    if loader is not None:
        way = "remembered" if isinstance(loader, Remembered) else "recognised"
        reading = loader.read(book, areas)
        return _counted(Outlook(name, way, loader.SOURCE.code, why, left=list(reading.notes)), reading)
    proposal = propose(book, areas)
    if proposal.reading is None:
        hint = "Check that its figures are numbers in cells of their own."
        return Outlook(name, "unreadable", problems=[Problem("error", "no-table", proposal.reasons[0], hint)])
    found = Outlook(name, "proposed", reasons=list(proposal.reasons), left=list(proposal.left))
    found.questions = [question.words for question in proposal.questions]
    return _counted(found, proposal.reading)


def _counted(found: Outlook, reading: Reading) -> Outlook:
    found.figures, found.measures = len(reading.observations), len(reading.series)
    found.questions += [problem.message for problem in reading.problems if problem.code == CODE]
    found.problems = [problem for problem in reading.problems if problem.code != CODE]
    return found
