"""Secrets: new ones, what is kept of them, and the key that seals the audit log, which lives outside the database."""

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from sqlalchemy import Engine

from dashboard.errors import NoKey
from dashboard.settings import DATA, Settings

_BYTES = 32
ON_THIS_MACHINE = DATA / "safer.key"


def new_secret() -> str:
    """A secret of 256 bits from the system's own source of chance, as text for a cookie or an address."""
    return secrets.token_urlsafe(_BYTES)


def kept_of(secret: str) -> str:
    """What the database keeps of a secret: its SHA-256, in hex. With 256 bits of chance, no salt is needed."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def beside(engine: Engine, ending: str) -> Path | None:
    """A file beside an SQLite database; None where the database is on a server or in memory only."""
    path = engine.url.database
    if engine.dialect.name != "sqlite" or path in (None, "", ":memory:"):
        return None
    return Path(f"{path}{ending}")


def sealing_key(engine: Engine) -> bytes:
    """The key of the audit log: from SAFER_SECRET_KEY, or from a file made at need: beside the SQLite database, and for
    a database on a server among this machine's data, where each machine would then have a key of its own.

    Raises NoKey where no such file can be made.
    """
    if given := Settings().secret_key:
        return hashlib.sha256(b"safer audit\0" + given.encode()).digest()
    path = beside(engine, ".key")
    if path is not None:
        return _of_file(path)
    if engine.dialect.name == "sqlite":
        return secrets.token_bytes(_BYTES)
    return _of_file(ON_THIS_MACHINE)


def _of_file(path: Path) -> bytes:
    """The key in a file that only its owner may read. Of two who make it at once the first wins."""
    try:
        if not path.exists():
            _make(path)
        return bytes.fromhex(path.read_text())
    except OSError as error:
        raise NoKey(path=path, why=error.strerror) from error


def _make(path: Path) -> None:
    # written in full under another name first: nobody ever reads half a key
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
