"""A row a figure: exports of case systems and data tools, mostly csv, in the encodings they really have."""

import datetime as dt

from tests.workbooks._case import AREAS, Case, Figure, Maker, Tab, comma, fy, months_of


def tidy_csv(m: Maker) -> Case:
    """Borough, quarter, offence and count; some in semicolons, some in Windows-1252."""
    quarters, areas, style = m.quarters(4), m.areas(4), m.quarter_style()
    offences = ["Stalking", "Coercive control", "Image-based abuse"]
    encoding, delimiter = m.random.choice((("cp1252", ","), ("utf-8-sig", ";"), ("utf-8", ",")))
    rows: list[list[object]] = [["Borough", "Quarter", "Offence type", "Number of offences"]]
    figures = []
    for name, code in areas.items():
        for q in quarters:
            for offence in offences:
                rows.append([name, style(q), offence, value := m.count()])
                figures.append(Figure(offence, code, q.key, value))
    return Case("", [Tab("export", rows)], figures, file="offences.csv", encoding=encoding, delimiter=delimiter)


def coded_areas(m: Maker) -> Case:
    """ONS codes beside names, year and quarter in columns of their own."""
    quarters, areas = m.quarters(4), m.areas(5)
    rows: list[list[object]] = [["Area code", "Area name", "Financial year", "Quarter", "Service", "Value"]]
    figures = []
    for name, code in areas.items():
        for q in quarters:
            for service in ("IDVA", "Refuge", "Outreach"):
                said: object = m.random.choice((f"Q{q.quarter_number}", f"Quarter {q.quarter_number}"))
                rows.append([code, name, fy(q), said, service, value := m.count()])
                figures.append(Figure(service, code, q.key, value))
    return Case("", [Tab("Data", rows)], figures, file=m.pick("va_services.csv", "va_services.xlsx"))


def numbered_quarters(m: Maker) -> Case:
    """Quarter as a bare number, the year as 2024/25."""
    quarters, areas = m.quarters(4), m.areas(3)
    rows: list[list[object]] = [
        ["Local Authority", "Year", "Quarter", "Graffiti reports", "Graffiti removed within 24 hours"]
    ]
    figures = []
    for name, code in areas.items():
        for q in quarters:
            values = [m.count(), m.count()]
            rows.append([name, fy(q), q.quarter_number, *values])
            figures += [Figure(x, code, q.key, v) for x, v in zip(rows[0][3:], values, strict=True)]
    return Case("", [Tab("graffiti", rows)], figures, file="graffiti.xlsx")


def day_numbers(m: Maker) -> Case:
    """Months as the day numbers that a spreadsheet leaves in a csv."""
    months, areas = m.months(6), m.areas(3)
    epoch = dt.date(1899, 12, 30)
    rows: list[list[object]] = [["Month", "Borough", "Incidents"]]
    figures = []
    for p in months:
        for name, code in areas.items():
            rows.append([(p.start - epoch).days, name, value := m.count()])
            figures.append(Figure("Incidents", code, p.key, value))
    return Case("", [Tab("x", rows)], figures, file="lift fires.csv")


def preamble(m: Maker) -> Case:
    """A case system's report: lines about the report first, dates as 01/04/2024, a grand total last."""
    months, areas = m.months(5), m.areas(4)
    rows: list[list[object]] = [
        ["Report:", "Community trigger applications"],
        ["Report run on 14/07/2025 09:14"],
        ["Filters:", "Status = Closed"],
        [],
        ["District", "Month", "Applications"],
    ]
    figures, total = [], 0
    for name, code in areas.items():
        for p in months:
            rows.append([name, p.start.strftime("%d/%m/%Y"), value := m.count()])
            total += value
            figures.append(Figure("Applications", code, p.key, value))
    rows += [["Grand Total", "", total]]
    return Case("", [Tab("x", rows)], figures, file="community trigger.csv", encoding="cp1252")


def unicode_text(m: Maker) -> Case:
    """“Unicode text” as spreadsheets save it: UTF-16 with tabs, numbers with thousands separators."""
    quarters, areas, style = m.quarters(5), m.areas(4), m.quarter_style()
    rows: list[list[object]] = [
        ["Emergency department attendances after assault"],
        [],
        ["Borough", *(style(q) for q in quarters)],
    ]
    figures = []
    for name, code in areas.items():
        values = [m.thousands() for _ in quarters]
        rows.append([name, *(comma(v) for v in values)])
        figures += [Figure("ED attendances", code, q.key, v) for q, v in zip(quarters, values, strict=True)]
    return Case("", [Tab("x", rows)], figures, file="ED assaults.txt", encoding="utf-16", delimiter="\t")


def breakdown_by_age(m: Maker) -> Case:
    """A row a borough, month and age group; the group’s total among them."""
    months, areas = m.months(3), m.areas(3)
    ages = ["Under 18", "18-24", "25-34", "35+"]
    rows: list[list[object]] = [["Borough", "Month", "Age group", "Missing episodes"]]
    figures, allowed = [], []
    for name, code in areas.items():
        for p in months:
            values = [m.count() for _ in ages]
            rows += [[name, "{} {}".format(*months_of(p)[1:]), age, v] for age, v in zip(ages, values, strict=True)]
            rows.append([name, "{} {}".format(*months_of(p)[1:]), "Total", sum(values)])
            figures += [Figure("Missing episodes", code, p.key, v, age) for age, v in zip(ages, values, strict=True)]
            allowed.append(Figure("Missing episodes", code, p.key, sum(values)))
    return Case("", [Tab("Missing", rows)], figures, allowed, file="missing.xlsx")


def referral_sources(m: Maker) -> Case:
    """One borough, a row a referral source, a column a month of the financial year that the title names."""
    year, (area, code) = m.year(), m.one_area()
    names = ["Apr", "May", "Jun", "Jul", "Aug", "Sep"]
    sources = ["Police", "Health", "Children's social care", "Self", "Voluntary sector"]
    rows: list[list[object]] = [[f"IDVA referrals by source, {area}, {fy(year)}"], [], ["Referral source", *names]]
    figures, allowed, sums = [], [], [0] * len(names)
    for source in sources:
        values = [m.count() for _ in names]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        rows.append([source, *values])
        figures += [
            Figure("IDVA referrals", code, f"{year.first // 12}-{k:02d}", v, source) for k, v in enumerate(values, 4)
        ]
    rows.append(["Total referrals", *sums])
    allowed += [Figure("IDVA referrals", code, f"{year.first // 12}-{k:02d}", v) for k, v in enumerate(sums, 4)]
    return Case("", [Tab("Referrals", rows)], figures, allowed, file="idva.ods")


def all_london(m: Maker) -> Case:
    """A long extract of many rows with constant columns, unknown places among the boroughs."""
    months = m.months(12)
    kinds = ["Moped enabled", "Bicycle theft from racks", "Catalytic converters"]
    rows: list[list[object]] = [["Force", "Borough", "Month", "Crime type", "Offences", "Date extracted"]]
    figures = []
    for name, code in [*AREAS.items(), ("Unknown", "")]:
        for p in months:
            for kind in kinds:
                rows.append(
                    [
                        "Metropolitan Police",
                        name,
                        p.start.strftime("%b %Y"),
                        kind,
                        value := m.count(0, 90),
                        "02/09/2025",
                    ]
                )
                if code:
                    figures.append(Figure(kind, code, p.key, value))
    return Case("", [Tab("Extract", rows)], figures, file="extract.csv")


def iso_months(m: Maker) -> Case:
    """A data team’s csv: names with underscores, months as 2024-04."""
    months, areas = m.months(6), m.areas(3)
    rows: list[list[object]] = [["area_code", "reporting_month", "measure", "value", "last_updated"]]
    figures = []
    for code in areas.values():
        for p in months:
            for measure in ("asb_calls", "asb_visits"):
                rows.append([code, p.key, measure, value := m.count(), "2025-09-01"])
                figures.append(Figure(measure, code, p.key, value))
    return Case("", [Tab("x", rows)], figures, file="asb_calls.csv", encoding="utf-8")


def sum_of(m: Maker) -> Case:
    """A data tool’s export: “Sum of …” headings, quarters as 2024/25 Q1, areas with “London Borough of”."""
    quarters, areas = m.quarters(3), m.areas(3)
    heads = ["Sum of Vehicles seized", "Sum of Notices served"]
    rows: list[list[object]] = [["Council", "Fin Quarter", *heads]]
    figures = []
    for name, code in areas.items():
        for q in quarters:
            values = [m.count(), m.count()]
            rows.append([f"London Borough of {name}", f"{fy(q)} Q{q.quarter_number}", *values])
            figures += [Figure(x, code, q.key, v) for x, v in zip(heads, values, strict=True)]
    rows.append(["Total", "", *(sum(int(str(r[c])) for r in rows[1:]) for c in (2, 3))])
    return Case("", [Tab("Export", rows)], figures, file="data.xlsx")


def rolling_years(m: Maker) -> Case:
    """Twelve months to the end of each quarter, as rates."""
    quarters, areas = m.quarters(3), m.areas(3)
    rows: list[list[object]] = [["Borough", "Period", "Reoffending rate (%)"]]
    figures = []
    for name, code in areas.items():
        for q in quarters:
            end = q.last
            key = f"R12:{end // 12}-{end % 12 + 1:02d}"
            key = (
                f"FY{end // 12 - 1}-{end // 12 % 100:02d}"
                if end % 12 == 2
                else f"CY{end // 12}"
                if end % 12 == 11
                else key
            )
            rows.append([name, "12 months to {} {}".format(*months_of(q)[1:]), value := m.share()])
            figures.append(Figure("Reoffending rate", code, key, value))
    return Case("", [Tab("Rates", rows)], figures, file="rates.xlsx")


FAMILIES = {
    "tidy_csv": (tidy_csv, 3),
    "coded_areas": (coded_areas, 2),
    "numbered_quarters": (numbered_quarters, 1),
    "day_numbers": (day_numbers, 1),
    "preamble": (preamble, 1),
    "unicode_text": (unicode_text, 2),
    "breakdown_by_age": (breakdown_by_age, 2),
    "referral_sources": (referral_sources, 2),
    "all_london": (all_london, 1),
    "iso_months": (iso_months, 1),
    "sum_of": (sum_of, 1),
    "rolling_years": (rolling_years, 1),
}
