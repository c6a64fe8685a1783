"""The sentences a user reads when something cannot be done: where, what was found, what to do."""


class SaferError(Exception):
    """A fault the user can mend; `str()` is the sentence to show."""

    template = "{message}"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.template.format(**values))


class BadPeriod(SaferError):
    template = (
        "“{text}” is not a period. Write a month as 2012-04, a financial quarter as FY2012-13-Q1, "
        "April to December as FY2012-13-Q1-Q3, a financial year as FY2012-13, a calendar year as CY2019 or twelve "
        "months as R12:2019-12."
    )


class BadDeclaration(SaferError):
    template = "{file}: {entry}: {why}"


class BadStrategy(BadDeclaration):
    """A strategy file that cannot be taken as it is."""


class UnknownStrategy(SaferError):
    template = "There is no strategy “{code}”. The strategies are: {known}."


class UnknownSeries(SaferError):
    template = "There is no series “{code}”. {hint}"


class UnknownArea(SaferError):
    template = "There is no area “{code}”. Use an ONS code such as E09000006 (Bromley)."


class BadMoment(SaferError):
    template = "“{text}” is not a moment. Write a date or a time such as 2026-01-31 or 2026-01-31T14:00."


class Overtaken(SaferError):
    """`values["theirs"]` is what stands now, or None."""

    template = "{by} has changed this meanwhile. Look at both versions, then save again."


class UnknownUpload(SaferError):
    template = "There is no upload {number}. The history, or `safer uploads`, lists them."


class CannotUndo(SaferError):
    template = "Upload {number} cannot be undone: {why}."


class DatabaseTooNew(SaferError):
    template = (
        "The database is at revision {found}, which this version does not know. "
        "Install the version that wrote it, or point SAFER_DATABASE_URL at another database."
    )


class DatabaseUnreachable(SaferError):
    template = "The database at {url} cannot be opened: {why}. Check SAFER_DATABASE_URL."
