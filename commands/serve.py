"""safer serve: the web app through gunicorn."""

import os
import signal
import subprocess
import sys
import tempfile
from typing import Annotated

import typer

from commands._common import Database, opened
from commands._links import for_the_first
from dashboard.settings import ROOT, Settings


def serve(
    host: Annotated[str | None, typer.Option("--host", help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="The port to listen on.")] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that answer.")] = 2,
    database: Database = None,
) -> None:
    """Serve the dashboard through gunicorn."""
    settings = Settings()
    address = f"{host or settings.host}:{port or settings.port}"
    with opened(database) as store:  # which also brings the tables up to date once, before workers start
        first = for_the_first(store, "" if settings.allowed_hosts else f"http://{address}")
    # what the app may show without signing in depends on where it listens
    environment = os.environ | {"SAFER_HOST": host or settings.host, "SAFER_PORT": str(port or settings.port)}
    environment |= {"SAFER_DATABASE_URL": database} if database else {}
    typer.echo(f"Safer Priorities: http://{address}/", err=True)
    if first:
        words = "There is no administrator yet. This link makes the first one; it works once, for a day:"
        typer.echo(f"{words}\n{first}", err=True)
    command = [sys.executable, "-m", "gunicorn", "app:server()", "--bind", address, "--workers", str(workers)]
    command += ["--preload", "--timeout", "120", "--graceful-timeout", "30", "--access-logfile", "/dev/null"]
    with tempfile.TemporaryDirectory(prefix="safer-metrics-") as counts:
        environment["PROMETHEUS_MULTIPROC_DIR"] = counts
        raise typer.Exit(_carried(command, environment))


def _carried(command: list[str], environment: dict[str, str]) -> int:
    """Run the server to its end: told to stop, it answers what it has begun and then ends."""
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    signal.signal(signal.SIGTERM, lambda number, _: process.send_signal(number))
    signal.signal(signal.SIGINT, lambda *_: None)  # a terminal sends it to the server as well
    return process.wait()


COMMANDS = {"serve": serve}
