"""What proven reoffending measures are, in the words every publication of them shares."""

from dashboard.records import SeriesSpec
from loaders._book import folded

# The first measure was replaced in 2017; figures of the two are never compared.
NEW, OLD = "reoffending", "reoffending_old"
_SUFFIX = {NEW: "", OLD: " (measure until 2015)"}
_GROUPS = {
    "": ("all", "total", "all offenders", "all ages", "adults and children", "adult and child", "adult and juvenile"),
    "group=Adults": ("adult", "adults", "adult offenders", "18+"),
    "group=Children": (
        "child",
        "children",
        "juvenile",
        "juveniles",
        "juvenile offenders",
        "youth",
        "child offenders",
        "children and young people",
    ),
}
BREAKDOWNS = {name: breakdown for breakdown, names in _GROUPS.items() for name in names}


def measures(prefix: str) -> dict[str, SeriesSpec]:
    """The series of a measure by short name; cohorts of different lengths are never added up."""
    after = _SUFFIX[prefix]
    top, whole, acts = (f"{prefix}.{name}" for name in ("reoffenders", "cohort", "reoffences"))
    rate, again = f"Proven reoffending rate{after}", f"Proven reoffences per reoffender{after}"
    return {
        "cohort": SeriesSpec(whole, f"Offenders in the cohort{after}", "offenders", "none"),
        "reoffenders": SeriesSpec(top, f"Reoffenders{after}", "offenders", "none"),
        "reoffences": SeriesSpec(acts, f"Proven reoffences{after}", "offences", "none"),
        "rate": SeriesSpec(f"{prefix}.rate", rate, "%", "ratio", top, whole, 100, 1),
        "frequency": SeriesSpec(f"{prefix}.frequency", again, "reoffences", "ratio", acts, top, 1, 2),
        "ogrs4": SeriesSpec(f"{prefix}.ogrs4", f"Predicted reoffending rate (OGRS4){after}", "%", "none", decimals=1),
        "adjusted": SeriesSpec(f"{prefix}.adjusted_rate", f"Adjusted reoffending rate{after}", "%", "none", decimals=1),
    }


def breakdown(group: str) -> str | None:
    """The breakdown of an offender group as a publication names it; None when it is not known."""
    return BREAKDOWNS.get(folded(group)) if folded(group) else ""
