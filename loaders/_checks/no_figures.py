"""A file that was recognised but holds nothing."""

from collections.abc import Iterator

from dashboard.records import Problem
from loaders._checks._context import Check, Context

CHECK = Check(
    code="no-figures",
    severity="error",
    title="No figures",
    about="The headings are known, but there is no figure below them.",
)


def find(context: Context) -> Iterator[Problem]:
    if not context.reading.observations and not context.reading.refused:
        what = "The file was recognised, but it holds no figures."
        hint = "Check that the right file was sent, and that its rows are filled in."
        yield context.problem(CHECK, None, what, hint)
