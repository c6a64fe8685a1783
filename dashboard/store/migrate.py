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
    script = ScriptDirectory.from_config(config())
    head = script.get_current_head()
    with connected(engine) as connection:
        if _revision(connection) == head:
            return
    with writing(engine) as connection:
        found = _revision(connection)
        if found is not None and found not in {step.revision for step in script.walk_revisions()}:
            raise DatabaseTooNew(found=found)
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
