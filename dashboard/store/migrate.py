"""Bringing a database to the newest tables, with Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from dashboard.errors import DatabaseTooNew
from dashboard.store.engine import connected, writing

HERE = Path(__file__).resolve().parent / "migrations"


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(HERE))
    return made


def upgrade(engine: Engine) -> None:
    """Run the migrations a database lacks, in one transaction. Raises DatabaseTooNew for a newer database."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    with connected(engine) as connection:
        if revision(connection) == head:
            return
    with writing(engine) as connection:
        found = revision(connection)
        if found is not None and found not in known():
            raise DatabaseTooNew(found=found)
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


def known() -> frozenset[str]:
    """Every revision this version can bring up to date."""
    return frozenset(step.revision for step in ScriptDirectory.from_config(config()).walk_revisions())


def revision(connection: Connection) -> str | None:
    """The revision of a database's tables; None where it has none."""
    return MigrationContext.configure(connection).get_current_revision()
