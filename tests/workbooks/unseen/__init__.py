"""Workbooks held back: written before the reading was looked at, to measure it on shapes it was not made with."""

from tests.workbooks.unseen import columns, dates, margins, merged, pivots, places, spellings

MODULES = (spellings, columns, margins, merged, dates, places, pivots)
