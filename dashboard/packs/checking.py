"""Whether a paper still agrees with the store: it is made again as it was asked for, and both are compared."""

import zipfile
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from dashboard.packs.compiling import compiled
from dashboard.packs.formats import made, offered
from dashboard.packs.marking import Mark, NoPack, mark
from dashboard.packs.pack import Pack
from dashboard.packs.pictures import NO_BROWSER, NOT_ALL
from dashboard.packs.reading import lines
from dashboard.records import SourceSpec
from dashboard.scorecard.board import Board

# so many differences are named, and the rest counted
_MOST = 10
_LONGEST = 160


class Agreement(NamedTuple):
    """What a file says it is, its fingerprint as the store has it now, and the sentences that say what differs."""

    mark: Mark
    now: str
    differs: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return not self.differs


def checked(board: Board, sources: Mapping[str, SourceSpec], content: bytes, name: str) -> Agreement:
    """A file against the store. Raises NoPack, and SaferError where what it was asked for is not there any more."""
    said = mark(content, name)
    again = compiled(board, sources, **said.asked.model_dump())
    differs = []
    if again.fingerprint != said.fingerprint:
        differs.append(f"The fingerprint is {said.fingerprint}; made again from the store it is {again.fingerprint}.")
    if said.file_type in offered():
        try:
            differs += _words(content, again, said.file_type)
        except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, RuntimeError) as error:
            raise NoPack(file=name, why="its text cannot be read") from error
    return Agreement(said, again.fingerprint, tuple(differs))


def _words(content: bytes, again: Pack, kind: str) -> list[str]:
    """The lines that only the file has, and those that only the store has."""
    # how much of a text a slide has room for depends on the layouts it stands on
    template = content if kind == "pptx" else None
    there, here = Counter(lines(content, kind)), Counter(lines(made(again, kind, template), kind))
    only_there = [line for line in (there - here).elements() if not _of_pictures(line, again)]
    only_here = [line for line in (here - there).elements() if not _of_pictures(line, again)]
    return [*_named(only_there, "The file says"), *_named(only_here, "The store says")]


def _named(found: list[str], who: str) -> list[str]:
    named = [f"{who}: “{line[:_LONGEST]}{'…' if len(line) > _LONGEST else ''}”" for line in found[:_MOST]]
    over = len(found) - _MOST
    return [*named, f"{who} {over:,} more lines that differ."] if over > 0 else named


def _of_pictures(line: str, again: Pack) -> bool:
    """Whether a line only says that a chart is there or missing, which depends on the machine."""
    charts = (chart for entry in again.entries for chart in (*entry.charts, *entry.panels))
    notes = NO_BROWSER in line or NOT_ALL in line
    return notes or any(
        chart.summary == line or _captioned(line, f"{chart.title}. {chart.summary}") for chart in charts
    )


def _captioned(line: str, words: str) -> bool:
    return line.startswith("Figure ") and line.partition(": ")[2] == " ".join(words.split())
