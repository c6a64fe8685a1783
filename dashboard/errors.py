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
    template = (
        "“{text}” is not a moment. Write a date or a time such as 2026-01-31 or 2026-01-31T14:00, "
        "or the code of a frozen meeting."
    )


class NotFrozen(BadMoment):
    template = "The meeting “{code}” is not frozen yet, so it is no moment to look back to. Freeze it first."


class Overtaken(SaferError):
    """`values["theirs"]` is what stands now, or None."""

    template = "{by} has changed this meanwhile. Look at both versions, then save again."


class UnknownUpload(SaferError):
    template = "There is no upload {number}. The history, or `safer uploads`, lists them."


class CannotUndo(SaferError):
    template = "Upload {number} cannot be undone: {why}."


class OriginalDamaged(SaferError):
    template = "The original of a file is damaged in the database. `safer check` names it; restore the newest backup."


class DatabaseTooNew(SaferError):
    template = (
        "The database is at revision {found}, which this version does not know. "
        "Install the version that wrote it, or point SAFER_DATABASE_URL at another database."
    )


class DatabaseUnreachable(SaferError):
    template = "The database at {url} cannot be opened: {why}. Check SAFER_DATABASE_URL."


class DatabaseTrouble(SaferError):
    """The database cannot do it now: it is full, locked, read-only or gone; what was begun has left no trace."""

    template = "{what} Nothing has changed. {hint}"


class BackupDamaged(SaferError):
    template = "{file} cannot be restored: {why}. Nothing has changed. Use another backup."


class BackupTooNew(SaferError):
    template = (
        "{file} was written by a newer version ({found}), which this one does not know. Nothing has changed. "
        "Install the version that wrote it, then restore."
    )


class BackupNotWritten(SaferError):
    template = "The backup {file} could not be written: {why}. Make room or choose another folder, then try again."


class NotEmpty(SaferError):
    template = (
        "The database holds something already, and nothing has changed. Restore into an empty one (--database), "
        "or say --replace to put the backup in the place of all it holds."
    )


class NoKey(SaferError):
    template = (
        "The audit log needs a key of its own, and {path} cannot hold it: {why}. Set SAFER_SECRET_KEY to a long random "
        "text, the same for every process, and keep it out of the database."
    )


class UnknownPerson(SaferError):
    template = "There is nobody called “{name}”. `safer user list` lists who may sign in."


class NotAllowed(SaferError):
    template = "{why}"


class BadPassword(SaferError):
    template = "{why}"


class BadPerson(SaferError):
    template = "{why}"


class SignInRefused(SaferError):
    """The same words and the same time for an unknown name, a wrong password and somebody who was disabled."""

    template = "The name or the password is not right. Try again, or ask an administrator for a new link."


class TooManyTries(SaferError):
    template = "There were too many tries. Wait {wait} and try again, or ask an administrator for a new link."


class LinkSpent(SaferError):
    template = (
        "This link is not valid any more: it was used, replaced, or is too old. Ask an administrator for another."
    )
