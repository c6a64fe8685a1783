"""Reading a workbook as the program would, answering what it asks, and holding the result against the truth."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.areas import read as read_areas
from dashboard.records import Reading
from dashboard.settings import areas_file
from loaders._book import folded, open_book
from loaders._mapping.asked import Hints
from loaders._mapping.propose import propose
from loaders._recognise import recognise
from tests.workbooks._case import Case, Figure
from tests.workbooks._write import content

Key = tuple[str, str, str]


@dataclass
class Verdict:
    """What became of a workbook: by which way it was read, the questions asked, and every difference."""

    case: Case
    way: str
    questions: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def right(self) -> bool:
        return not (self.missed or self.wrong or any(p.startswith("error") for p in self.problems))

    @property
    def read_well(self) -> bool:
        """Every figure right, with at most one question."""
        return self.right and len(self.questions) <= 1


def judge(case: Case) -> Verdict:
    """Read the workbook, say what is asked, and compare."""
    areas = read_areas(areas_file())
    book = open_book(content(case), case.file)
    loader, _ = recognise(book)
    if loader is not None:
        reading = loader.read(book, areas)
        return _compared(Verdict(case, loader.SOURCE.code), reading)
    hints, asked = Hints(), []
    proposal = propose(book, areas, hints)
    while question := next((q for q in proposal.questions if q.key not in {a for a, _ in asked}), None):
        asked.append((question.key, question.words))
        if question.key in case.answers:
            hints = hints.model_copy(update={question.key: case.answers[question.key]})
            proposal = propose(book, areas, hints)
    verdict = Verdict(case, "mapped", [f"{key}: {words}" for key, words in asked])
    return _compared(verdict, proposal.reading) if proposal.reading else _nothing(verdict)


def _nothing(verdict: Verdict) -> Verdict:
    verdict.missed = ["no table was found"]
    return verdict


def _compared(verdict: Verdict, reading: Reading) -> Verdict:
    verdict.problems = [f"{p.severity} {p.code}: {p.message}" for p in reading.problems]
    found = _by_measure(
        Figure(reading.series[o.series].title, o.area, o.period.key, o.value, o.breakdown.partition("=")[2])
        for o in reading.observations
        if o.status != "missing"
    )
    true, allowed = _by_measure(verdict.case.figures), _by_measure(verdict.case.allowed)
    names = _matched(true | {k: v for k, v in allowed.items() if k not in true}, found, verdict.way)
    for name, figures in true.items():
        theirs = found.get(names.get(name, ""), {})
        verdict.missed += [f"{name} {k} = {v}" for k, v in figures.items() if k not in theirs]
        verdict.wrong += [
            f"{name} {k}: {theirs[k]} for {v}" for k, v in figures.items() if k in theirs and theirs[k] != v
        ]
    back = {theirs: mine for mine, theirs in names.items()}
    for theirs, figures in found.items():
        mine = back.get(theirs, "")
        known = allowed.get(mine, {}) | true.get(mine, {})
        verdict.wrong += [f"{theirs} {k} = {v} is not there" for k, v in figures.items() if known.get(k, "none") != v]
    return verdict


def _by_measure(figures: Iterable[Figure]) -> dict[str, dict[Key, float | None]]:
    made: dict[str, dict[Key, float | None]] = {}
    for f in figures:
        made.setdefault(folded(f.measure), {})[f.area, f.period, folded(f.breakdown)] = f.value
    return made


def _matched(
    true: dict[str, dict[Key, float | None]], found: dict[str, dict[Key, float | None]], way: str
) -> dict[str, str]:
    """Which measure that was read is which: by name; a single one whatever it is called; a return's by its figures."""
    if len(true) == 1 and len(found) == 1:
        return {next(iter(true)): next(iter(found))}
    names = {name: name for name in true if name in found}
    if way != "mapped":
        for name, figures in true.items():
            same = [t for t, theirs in found.items() if theirs == figures and t not in names.values()]
            if name not in names and same:
                names[name] = same[0]
    return names


def summary(verdicts: list[Verdict]) -> str:
    """The table of results, a line a workbook."""
    lines = [f"{'workbook':<34} {'file':<44} {'read as':<22} {'figures':>7} {'asked':>5}  result"]
    for v in verdicts:
        result = "right" if v.right else f"{len(v.missed)} missed, {len(v.wrong)} wrong, {len(v.problems)} problems"
        lines.append(
            f"{v.case.name:<34} {v.case.file:<44} {v.way:<22} {len(v.case.figures):>7} {len(v.questions):>5}  {result}"
        )
    well = sum(v.read_well for v in verdicts)
    none = sum(v.right and not v.questions for v in verdicts)
    wrong = sum(bool(v.wrong) for v in verdicts)
    lines.append(
        f"{len(verdicts)} workbooks: {well} ({100 * well / len(verdicts):.1f}%) read right with at most one question, "
        f"{none} of them with none; {wrong} with a wrong figure."
    )
    return "\n".join(lines)
