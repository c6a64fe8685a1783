"""Which series are parts of which: offences of groups, rows of returns, portfolios of strategies."""

from collections import defaultdict

from loaders import _returns
from loaders._checks._context import Context

WHOLE = "crime.total"


def families(context: Context) -> dict[str, tuple[str, ...]]:
    """Totals among the reading's series, or of them, with those of their parts that the reading has."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for code in context.reading.series:
        if (total := parent(code)) is not None:
            found[total][code] = None
    for form in vars(_returns).values():
        for measure in form.measures if isinstance(form, _returns.Return) else ():
            if measure.part_of and measure.series.code in context.reading.series:
                found[measure.part_of][measure.series.code] = None
    for strategy in context.strategies:
        for indicator in strategy.indicators:
            parts = {part.series: None for part in indicator.parts if not part.breakdown}
            if parts and len(parts) == len(indicator.parts) and parts.keys() <= context.reading.series.keys():
                found[indicator.series] |= parts
    return {total: tuple(parts) for total, parts in found.items()}


def parent(code: str) -> str | None:
    """The series an offence counts towards: its group, or the whole."""
    if not code.startswith("crime.") or code == WHOLE:
        return None
    return code.rpartition(".")[0] if code.count(".") > 1 else WHOLE


def watched(context: Context) -> set[str]:
    """Series of the reading that somebody looks at: totals, groups, and what a strategy uses."""
    used = {indicator.series for strategy in context.strategies for indicator in strategy.indicators}
    used |= {p.series for strategy in context.strategies for i in strategy.indicators for p in i.parts}
    return {code for code in context.reading.series if code in used or code.count(".") == 1}
