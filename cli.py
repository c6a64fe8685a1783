"""The `safer` command: every command of the folder commands/, found by scanning it."""

import importlib
import pkgutil

import typer

import commands

app = typer.Typer(
    help="Community safety performance: load partners' spreadsheets, see every priority's status.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for _module in sorted(m.name for m in pkgutil.iter_modules(commands.__path__) if not m.name.startswith("_")):
    _room = importlib.import_module(f"commands.{_module}")
    for _name, _command in getattr(_room, "COMMANDS", {}).items():
        app.command(_name)(_command)
    for _name, _group in getattr(_room, "APPS", {}).items():
        app.add_typer(_group, name=_name)


def main() -> None:
    """Entry point."""
    app()
