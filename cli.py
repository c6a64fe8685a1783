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
    for _name, _command in importlib.import_module(f"commands.{_module}").COMMANDS.items():
        app.command(_name)(_command)


def main() -> None:
    """Entry point."""
    app()
