"""Alembic's entry: the connection is handed in by dashboard.store.migrate."""

from alembic import context

from dashboard.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the caller holds the transaction
    transaction_per_migration=False,
)
context.run_migrations()
