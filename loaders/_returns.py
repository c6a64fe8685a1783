"""The partners' returns: for each, who sends it, the measures it asks for, and what each of them means."""

from dashboard.records import SeriesSpec, SourceSpec
from loaders._return_measures import Measure, Return
from loaders._stacked import FTE_COUNT

PARTNERSHIP = "Held by the partnership; not published"


def _source(code: str, title: str, publisher: str, *, lag_days: int = 30) -> SourceSpec:
    recognises = f"the partnership's return “{title}” (an empty one: safer template {code}), or a table of its measures"
    return SourceSpec(code, title, publisher, recognises, "quarter", lag_days, PARTNERSHIP)


def _count(code: str, title: str, unit: str) -> SeriesSpec:
    return SeriesSpec(code, title, unit)


def _change(code: str, label: str) -> Measure:
    """What somebody who prints no count prints of it: how much it went up or down on a year before."""
    series = SeriesSpec(code, f"{label}: change on a year before", "offences", aggregation="none")
    about = "Only where the counts themselves are not given. A minus is a fall."
    return Measure(series, series.title, (f"{label} change", f"Change in {label.lower()}"), about=about, signed=True)


def _share(code: str, label: str) -> Measure:
    """A share that somebody prints without the number of all offences."""
    series = SeriesSpec(code, f"{label}: share of all notifiable offences", "%", aggregation="none")
    about = "Only where the number of all notifiable offences is not given."
    return Measure(series, series.title, (f"{label} as a share of all notifiable offences",), about=about)


def _caseload(code: str, title: str) -> SeriesSpec:
    return SeriesSpec(code, title, "people", aggregation="last")


ASB = Return(
    _source("asb.return", "Anti-social behaviour by quarter", "Council and police"),
    (
        Measure(
            _count("asb.noise", "Noise and nuisance", "incidents"),
            "Noise & nuisance",
            ("Noise", "Noise nuisance"),
            "asb.total",
        ),
        Measure(_count("asb.graffiti", "Graffiti", "incidents"), "Graffiti", (), "asb.total"),
        Measure(
            _count("asb.fly_tipping", "Fly-tipping investigations", "incidents"),
            "Fly-tipping investigations",
            ("Fly-tipping", "Flytipping", "Fly tipping investigated", "Flytipping investigations"),
            "asb.total",
            about="Investigations, not the incidents that the council reports to Defra.",
        ),
        Measure(
            _count("asb.council", "ASB to council", "incidents"),
            "ASB to council",
            ("ASB reported to council", "ASB reported to the council", "Anti-social behaviour to council"),
            "asb.total",
        ),
        Measure(
            _count("asb.police", "ASB to police", "incidents"),
            "ASB to police",
            ("ASB reported to police", "ASB reported to the police", "Anti-social behaviour to police"),
            "asb.total",
        ),
        Measure(
            _count("asb.total", "Recorded anti-social behaviour", "incidents"),
            "Total",
            ("Total ASB", "ASB total", "Recorded ASB", "Recorded anti-social behaviour", "All ASB"),
        ),
    ),
    ("Count each incident once, in the quarter in which it was reported.",),
)

CRIME = Return(
    _source("crime.return", "Crime by quarter", "Metropolitan Police"),
    (
        Measure(_count("csp.violent_crime", "Violent crime", "offences"), "Violent crime", ("Violence",)),
        Measure(
            _count("csp.assault_with_injury", "Assault with injury", "offences"),
            "Assault with injury",
            within="csp.violent_crime",
        ),
        Measure(_count("csp.harassment", "Harassment", "offences"), "Harassment", within="csp.violent_crime"),
        Measure(_count("csp.burglary", "Burglary", "offences"), "Burglary", part_of="csp.property_crime"),
        Measure(_count("csp.robbery", "Robbery", "offences"), "Robbery", part_of="csp.property_crime"),
        Measure(
            _count("csp.theft_and_handling", "Theft and handling", "offences"),
            "Theft & handling",
            ("Theft", "Theft and handling stolen goods"),
            "csp.property_crime",
        ),
        Measure(
            _count("csp.criminal_damage", "Criminal damage", "offences"),
            "Criminal damage",
            part_of="csp.property_crime",
        ),
        Measure(
            _count("csp.property_crime", "Property crime", "offences"),
            "Property crime",
            ("Total property crime", "Property crime total"),
        ),
        Measure(
            _count("csp.notifiable_offences", "All notifiable offences", "offences"),
            "All notifiable offences",
            ("Notifiable offences", "Total notifiable offences", "TNO"),
        ),
        Measure(
            _count("csp.domestic_abuse_incidents", "Domestic abuse incidents", "incidents"),
            "Domestic abuse incidents",
            ("Domestic violence incidents", "Domestic incidents"),
        ),
        Measure(
            _count("csp.serious_youth_violence", "Serious youth violence", "victims"),
            "Serious youth violence",
            ("Serious youth violence victims",),
        ),
        Measure(
            _count("csp.knife_crime", "Knife crime", "offences"),
            "Knife crime",
            ("Knife enabled crime", "Knife-enabled crime"),
        ),
        _change("csp.assault_with_injury_change", "Assault with injury"),
        _change("csp.harassment_change", "Harassment"),
        _share("csp.violent_crime_share", "Violent crime"),
        _share("csp.property_crime_share", "Property crime"),
    ),
    (
        "Property crime is burglary, robbery, theft and handling, and criminal damage.",
        "Leave a row empty if it is not part of this return.",
    ),
)

CONFIDENCE = Return(
    _source("confidence.return", "Confidence in police and council", "Public attitude survey", lag_days=90),
    (
        Measure(
            SeriesSpec("csp.confidence", "Confidence in police and council", "%", aggregation="none", decimals=1),
            "Confidence",
            (
                "Confidence in police and council",
                "Agree that police and council deal with the ASB and crime that matter",
                "Agree that police and council deal with ASB and crime that matter",
            ),
            about="Share of people who agree that police and council deal with the ASB and crime that matter.",
        ),
    ),
    ("Enter per cent: 55.2 for 55.2%.", "Where the survey is not out yet, write: not yet published."),
)

FLY_TIPPING = Return(
    _source("fly_tipping.return", "Fly-tipping by quarter", "Council"),
    (
        Measure(_count("fly_tipping.incidents", "Fly-tipping incidents", "incidents"), "Fly-tipping incidents"),
        Measure(
            _count("fly_tipping.actions", "Fly-tipping actions", "actions"),
            "Fly-tipping actions",
            ("Enforcement actions", "Fly-tipping enforcement actions"),
        ),
        Measure(
            _count("fly_tipping.prosecutions", "Fly-tipping prosecutions", "prosecutions"),
            "Fly-tipping prosecutions",
            ("Prosecutions",),
            within="fly_tipping.actions",
        ),
    ),
    ("As in the council's own return to Defra, before the year's figures are published.",),
)

YOUTH_JUSTICE = Return(
    _source("youth_justice.return", "Youth justice service", "Youth justice service", lag_days=180),
    (
        Measure(FTE_COUNT, "First-time entrants", ("First time entrants to youth justice", "FTE", "FTEs")),
        Measure(
            _count("yjs.reoffending_cohort", "Youth reoffending: cohort", "young people"),
            "Reoffending cohort",
            ("Youth reoffending cohort", "Cohort"),
            about="Young people in the cohort, whom the next two rows follow for a year.",
        ),
        Measure(
            _count("yjs.reoffenders", "Youth reoffending: reoffenders", "young people"),
            "Reoffenders",
            ("Youth reoffenders",),
            within="yjs.reoffending_cohort",
        ),
        Measure(_count("yjs.reoffences", "Youth reoffending: reoffences", "offences"), "Reoffences", ("Re-offences",)),
        Measure(
            _count("yjs.custody", "Custodial sentences", "sentences"),
            "Custodial sentences",
            ("Custody", "Custody sentences"),
        ),
        Measure(
            _count("yjs.restorative_referrals", "Victims referred to restorative justice", "victims"),
            "Victims referred to restorative justice",
            ("Restorative justice referrals", "RJ referrals", "Restorative justice: victim referrals"),
        ),
        Measure(
            _count("yjs.restorative_offered", "Victims offered restorative justice", "victims"),
            "Victims offered restorative justice",
            ("Restorative justice offered", "RJ offered", "Restorative justice: offered"),
        ),
    ),
    ("First-time entrants and the reoffending cohort are known by calendar year; the rest by quarter.",),
    ("quarter", "financial", "calendar"),
)


def _caseload_rows(who: str, prefix: str, aliases: tuple[str, ...]) -> tuple[Measure, ...]:
    total = f"probation.caseload{prefix}"
    kinds = (("custody", "in custody"), ("community", "on community orders"), ("licence", "on licence"))
    parts = (
        Measure(_caseload(f"{total}_{kind}", f"{who}: {words}"), f"{who}: {kind}", (f"{who} {kind}",), total)
        for kind, words in kinds
    )
    return (*parts, Measure(_caseload(total, who), f"{who}: total", (who, *aliases)))


PROBATION = Return(
    _source("probation.return", "Probation caseload and reoffending", "Probation service", lag_days=45),
    (
        *_caseload_rows("Probation caseload", "", ("Caseload", "Caseload total")),
        *_caseload_rows("NPS caseload", "_nps", ("National Probation Service caseload", "NPS")),
        *_caseload_rows("CRC caseload", "_crc", ("Community rehabilitation company caseload", "CRC")),
        Measure(
            _count("probation.reoffending_cohort", "Proven reoffending: cohort", "people"),
            "Proven reoffending: cohort",
            ("Adult reoffending: cohort",),
        ),
        Measure(
            _count("probation.reoffenders", "Proven reoffending: reoffenders", "people"),
            "Proven reoffending: reoffenders",
            ("Adult reoffending: reoffenders",),
            within="probation.reoffending_cohort",
        ),
        Measure(
            _count("probation.reoffences", "Proven reoffending: reoffences", "offences"),
            "Proven reoffending: reoffences",
            ("Adult reoffending: reoffences",),
        ),
    ),
    (
        "Caseloads are those on the last day of the period; they are never added up over time.",
        "NPS and CRC are for 2014 to 2021, when probation was two services.",
    ),
)

PREVENT = Return(
    _source("prevent.return", "Prevent", "Council"),
    (
        Measure(_count("prevent.referrals", "Prevent referrals", "referrals"), "Prevent referrals"),
        Measure(
            _count("prevent.wrap_trained", "Staff trained to recognise radicalisation", "people"),
            "Staff trained to recognise radicalisation",
            ("WRAP trained", "Staff trained (WRAP)", "Staff who took WRAP training"),
        ),
    ),
    ("Numbers only: nothing that tells who was referred.",),
)

FIRES = Return(
    _source("fires.return", "Deliberate fires by quarter", "Fire brigade"),
    (Measure(_count("lfb.deliberate_fires", "Deliberate fires", "fires"), "Deliberate fires", ("Arson fires",)),),
    ("Fires the brigade recorded as deliberate, in the quarter in which they were attended.",),
)

TRADING_STANDARDS = Return(
    _source("trading_standards.return", "Trading standards by quarter", "Council"),
    (
        Measure(
            _count("trading_standards.test_purchases", "Test purchases of knives", "visits"),
            "Test purchases of knives",
            ("Knife test purchases", "Test purchases"),
        ),
    ),
    ("Count each visit, whether or not a sale was made.",),
)
