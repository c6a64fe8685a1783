"""A pack laid out as the paper that was asked for."""

from collections.abc import Callable, Iterator, Mapping

from dashboard.packs.pack import Layout, Pack
from dashboard.packs.paper import progress, quarterly
from dashboard.packs.paper.blocks import Block, Picture
from dashboard.scorecard.details import Chart

LAYOUTS: Mapping[Layout, Callable[..., Iterator[Block]]] = {
    "quarterly": quarterly.blocks,
    "progress": progress.blocks,
}


def laid_out(pack: Pack) -> list[Block]:
    """The blocks of the paper, below its title."""
    return list(LAYOUTS[pack.asked.layout](pack))


def charts(blocks: list[Block]) -> list[Chart]:
    """The charts that are to be drawn."""
    return [block.chart for block in blocks if isinstance(block, Picture)]
