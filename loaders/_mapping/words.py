"""The words partners head their columns with, and what each of them usually means."""

import re
from functools import lru_cache

from loaders._book import Cell, folded


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


AREA = _phrases("""
    area, areas, borough, boroughs, local authority, la, council, district, partnership, csp, area name, area code,
    ons code, borough name, local authority name, la name, la code, bcu, locality, geography, authority, area ons code,
    gss code, local authority code, csp name, force, police force, region, borough area""")
PERIOD = _phrases("""
    quarter, qtr, period, month, year, date, financial year, fin year, fy, time period, financial quarter,
    reporting period, month year, quarter ending, month ending, year ending, period ending, calendar year, week,
    reporting quarter, reporting month, quarter end, month end, quarter start, month start, quarter starting,
    year quarter, date period""")
_PERIOD_NAME = re.compile(
    r"(?:fin|financial|fiscal|reporting|report|calendar|cal|data|time|the)? ?"
    r"(?:year|yr|quarter|qtr|month|mth|period|date)"
    r"(?: (?:no|num|number|name|nm|label|start|end|starting|ending|code|key|id))?"
)
MEASURE = _phrases("""
    measure, indicator, kpi, pi, metric, category, type, offence, offence type, crime type, crime,
    performance indicator, description, series, incident type, measure name, measure desc, indicator desc,
    indicator name, sub category, subcategory, offence group, offence subgroup, asb type, asb category, sub type,
    measure description, item, performance measure, activity, data item, what is counted, service, call type,
    request type, question""")
BREAKDOWN = re.compile(
    r"\b(age|ages|gender|sex|ethnic\w*|ward|wards|land|waste|size|agency|agencies|referr\w+|source|disability|tenure"
    r"|outcome|weapon|location|site|team|provider|risk|cohort|band|group|religion|strand|motivation|channel|reporter"
    r"|school|neighbourhood|town|postcode|origin|route|faith)\b"
)
GENERIC = _phrases("""
    value, values, number, no, num, count, counts, figure, figures, total, volume, actual, actuals, result, amount,
    qty, quantity, performance, data, n, number of, total number, outturn, latest, this quarter, this month,
    this period, this year, outturn, column labels, row labels, cnt, val, nr, recorded, current, current quarter,
    current month, current period, current year, in quarter, in month""")
UNIT = _phrases("unit, units, unit of measure, format, measured in, uom, measure unit, data type, number or")
# A line under the headings that only says in what they are counted.
UNIT_ONLY = _phrases("""
    %, £, £s, £000s, £000, £k, £m, no, nos, number, num, count, per cent, percent, percentage, days, hours, mins,
    minutes, n""")
# Columns of numbers beside the figures that judge them, or can be worked out from them.
_SPANS = r"(?:year|quarter|month|period|12 months|figure|value)s?"
EXTRA = re.compile(
    r"\b(?:change|changes|chg|diff|difference|variance|var|direction|rag|targets?(?! harden)|rank|ranking|ytd"
    rf"|year to date|to date|cumulative|baseline|forecast|(?:previous|prior|last) {_SPANS}|benchmark"
    r"|threshold|tolerance|milestone|(?:share|proportion) of total|of total|all london|last updated)\b"
    r"|^(?:previous|prior|aim|trend|share)$|\+/-"
    r"|^(?:(?:the )?(?:\w+ )?(?:year|month|quarter|quarterly|monthly|london|annual|\d+) )*(?:average|avg|mean)$"
)
# Columns of words beside the figures that explain them.
_REMARK = re.compile(
    r"\b(?:trend|status|comments?|commentary|notes?|narrative|lead|owner|explanation|polarity|aim|good performance"
    r"|traffic light|actions?|sparkline|dot|updated|submitted|completed by|contact|freq|frequency|remarks?|why)\b"
)
# Labels of rows that judge or explain the row of figures beside them.
ROW_EXTRA = re.compile(
    r"(?:target|targets|rag|rag status|status|trend|variance|direction(?: of travel)?|change|% change|difference|aim"
    r"|baseline|forecast|previous (?:year|quarter|month)|last (?:year|quarter|month)|comments?|notes?|milestone|plan)"
)
IDENTITY = _phrases("""
    id, ref, reference, no, row, row no, row number, s no, easting, northing, latitude, longitude, lat, long, pi ref,
    kpi ref, indicator ref, ref no, code, line, order, sort, index, pi no, kpi no, serial""")
TOTAL = re.compile(
    r"(?:(?:grand |overall |sub ?|quarter |annual |yearly |year |full year |combined |running |column |table )*totals?"
    r"|overall|sum|all|all (?:areas|boroughs|districts|periods|months|quarters|wards|years|ages|agencies|sources|types"
    r"|categories)|totals? (?:to date|ytd|for (?:the )?(?:year|quarter)|all \w+|\d{4}(?: \d{2,4})?)"
    r"|totals? (?:number )?(?:of )?\w+"
    r"|ytd|year to date|cumulative|average|mean|median|\w+ totals?|change|% change|difference|variance|checksum|check)"
)
_SUMS_UP = re.compile(r"(?:\w+ ){1,8}(?:totals?|average|avg|mean|median)|(?:totals?|average|mean) (?:of|for) .+")
NOWHERE = re.compile(
    r"(?:unknown|others?|not known|not stated|not recorded|not specified|out of (?:area|borough|london)|unallocated"
    r"|unassigned|no fixed (?:abode|address)|elsewhere|n a|outside (?:the )?(?:borough|london|area)|blank|missing)"
)
# A line above a table that tells when the file was made, not what it is about.
MADE = re.compile(
    r"\b(extract\w*|publish\w*|produc\w*|prepar\w*|run|printed|generated|updated|created|refresh\w*|version|completed"
    r"|submitted|due|return by|deadline|date of report|report date|last saved|download\w*|correct|next|compiled"
    r"|author|sent|meeting|date returned|returned (?:on|by)|received by|signed (?:by|on|off)|approved (?:by|on)"
    r"|authorised (?:by|on))\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(rate|per|average|mean|ratio|proportion|share|index|score|median|time to|wait\w*|duration)\b|%|percent"
)
_STOCK = re.compile(r"\b(caseload|open|live|current|active|at end|as at|snapshot|in force|outstanding|on the books)\b")
_UNIT_IN_HEADING = re.compile(
    r"[(\[]\s*(%|£(?:000s?|k|m)?|no\.?|number|per [\d,]+[^)\]]*|days|hours|minutes|weeks|people|rate)\s*[)\]]",
    re.IGNORECASE,
)
_PER = re.compile(r"\bper [\d,]+[a-z0-9 ,–-]*", re.IGNORECASE)


@lru_cache(maxsize=8192)
def is_extra(heading: str) -> bool:
    return bool(EXTRA.search(heading))


@lru_cache(maxsize=8192)
def is_remark(heading: str) -> bool:
    return is_extra(heading) or bool(_REMARK.search(heading))


@lru_cache(maxsize=8192)
def names_period(heading: str) -> bool:
    return heading in PERIOD or bool(_PERIOD_NAME.fullmatch(heading))


@lru_cache(maxsize=65536)
def is_total(text: str) -> bool:
    return bool(TOTAL.fullmatch(text))


def sums_up(text: str) -> bool:
    """Whether a line among areas or periods is a total or an average of others."""
    return is_total(text) or bool(_SUMS_UP.fullmatch(text))


def label(cell: Cell) -> str:
    """A label as screens show it: one line, without footnote marks and without a colon at its end."""
    return _label_of(str(cell)) if cell not in ("", None) else ""


@lru_cache(maxsize=65536)
def _label_of(written: str) -> str:
    text = " ".join(written.split())
    text = re.sub(r"\s*\[(?:note|r|p|b)?\s*\d*\]$", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\s*\(\d{1,2}\)$", "", text)
    text = re.sub(r"(?<=[A-Za-z)%])\s*[*†‡§¹²³⁴⁵⁶⁷⁸⁹#^]+$", "", text)
    text = re.sub(r"(?<=[a-z)])\d(?:, ?\d)*$", "", text)
    return text.strip().removesuffix(":").strip()


def key(cell: Cell) -> str:
    """A label reduced to what matters when two are compared."""
    return _key_of(cell) if isinstance(cell, str) else folded(label(cell))


@lru_cache(maxsize=65536)
def _key_of(text: str) -> str:
    return folded(label(text))


def unit_of(text: str) -> str:
    """The unit that a heading or label names; '' when it names none."""
    if found := _UNIT_IN_HEADING.search(text):
        unit = found[1].casefold()
        return "number" if unit in ("no", "no.", "number") else "rate" if unit == "rate" else found[1]
    if "%" in text or re.search(r"\bper ?cent(age)?\b", text, re.IGNORECASE):
        return "%"
    if found := _PER.search(text):
        return found[0].strip()
    return "£" if "£" in text else ""


def aggregation_of(text: str, unit: str) -> str:
    """How longer periods follow: counts are added, rates never are, caseloads take the newest."""
    low = f"{text} {unit}".casefold()
    if _RATE.search(low):
        return "none"
    return "last" if _STOCK.search(low) else "sum"
