"""What is said of a file, made fit to be printed: it quotes cells, and a cell may hold anything."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from dashboard.records import Problem

LONGEST = 600


def harmless(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without control and direction marks, none longer than a screen holds."""
    return [problem if _fit(problem) else _mended(problem) for problem in problems]


def _fit(problem: Problem) -> bool:
    said = problem.message + problem.hint + (problem.sheet or "")
    return said.isprintable() and len(problem.message) <= LONGEST and len(problem.hint) <= LONGEST


def _mended(problem: Problem) -> Problem:
    sheet = None if problem.sheet is None else plain(problem.sheet)
    return replace(problem, message=plain(problem.message), hint=plain(problem.hint), sheet=sheet)


def plain(text: str) -> str:
    """Text whose control and direction marks are spaces, cut in the middle where it is too long."""
    spaced = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text)
    half = LONGEST // 2
    return spaced if len(spaced) <= LONGEST else f"{spaced[:half]} … {spaced[-half:]}"
