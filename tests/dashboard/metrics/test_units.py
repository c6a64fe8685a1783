"""What a number is of: one offence, two offences."""

import pytest

from dashboard.metrics.units import after
from dashboard.settings import DATA
from dashboard.strategy import load_strategies
from loaders._forms import forms
from loaders._return_measures import Return


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "said"),
    [
        (1, "offences", 0, " offence"),
        (2, "offences", 0, " offences"),
        (0, "offences", 0, " offences"),
        (-1, "offences", 0, " offence"),
        (1.2, "offences", 0, " offence"),  # shown as 1
        (1.2, "reoffences", 1, " reoffences"),
        (1.0, "reoffences", 2, " reoffences"),
        (1, "people", 0, " person"),
        (1, "young people", 0, " young person"),
        (1, "children", 0, " child"),
        (1, "per 10,000 adult females", 0, " per 10,000 adult females"),
        (1, "of its own", 0, " of its own"),
        (1, "%", 0, ""),
        (1, "", 0, ""),
    ],
)
def test_one_is_of_one(value: float, unit: str, decimals: int, said: str) -> None:
    assert after(value, unit, decimals) == said


def test_every_unit_that_is_counted_has_its_singular() -> None:
    strategies = load_strategies(DATA / "strategies").values()
    own = {one.unit for strategy in strategies for one in strategy.indicators if one.unit}
    returns = [form for form in forms().values() if isinstance(form, Return)]
    units = own | {measure.series.unit for form in returns for measure in form.measures}
    assert [unit for unit in sorted(units - {"%"}) if after(1, unit) == after(2, unit) and "per " not in unit] == []
