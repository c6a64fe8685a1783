"""safer pack: the paper of a quarter as slides, a document, a workbook or a web page."""

import os
import tempfile
from pathlib import Path
from typing import Annotated, NoReturn, get_args

import typer

from commands._common import Area, AsAt, Database, Quarter, Strategy, board, opened
from dashboard.errors import SaferError
from dashboard.packs.compiling import compiled
from dashboard.packs.formats import FORMATS, made, offered
from dashboard.packs.pack import Layout, Pack
from dashboard.packs.standing_template import standing_template
from dashboard.settings import Settings
from loaders._sources import Sources

AsFormat = Annotated[str, typer.Option("--format", help=f"One of: {', '.join(offered())}.")]
AsLayout = Annotated[str, typer.Option("--layout", help="quarterly, or progress: commitments before figures.")]
OfPriority = Annotated[str | None, typer.Option("--priority", help="Only this priority, by its code.")]
OnTemplate = Annotated[
    Path | None, typer.Option("--template", help="A document whose styles are taken; else the setting's own.")
]
Output = Annotated[Path, typer.Option("--output", help="The file to write; one that is there is replaced.")]


def pack(
    as_format: AsFormat,
    output: Output,
    strategy: Strategy = None,
    quarter: Quarter = None,
    area: Area = None,
    as_at: AsAt = None,
    layout: AsLayout = "quarterly",
    priority: OfPriority = None,
    template: OnTemplate = None,
    database: Database = None,
) -> None:
    """The paper of a quarter as a file, from the same figures as the pages."""
    taken = _template(as_format, template)
    shape = _layout(layout)
    if not output.absolute().parent.is_dir():
        _refuse(f"there is no folder {output.absolute().parent}. Make it first, or write elsewhere.")
    if output.is_dir():
        _refuse(f"{output} is a folder. Name a file in it.")
    with opened(database) as store:
        found = compiled(
            board(store),
            Sources(store),
            strategy=strategy or Settings().strategy,
            quarter=quarter,
            area=area,
            as_at=as_at,
            layout=shape,
            priority=priority,
        )
        _write(output, made(found, as_format, taken))
        store.audit.note("pack.write", f"{found.header.title}, {as_format}", after={"file": output.name})
    _say(output, found)


def _template(name: str, template: Path | None) -> bytes | None:
    """The bytes of a template; what cannot be had is refused in words."""
    if name not in offered():
        _refuse(f"there is no format “{name}”. Choose one of: {', '.join(offered())}.")
    if template is not None and not FORMATS[name].template:
        _refuse(f"{name} takes no template. Leave --template out.")
    try:
        return template.read_bytes() if template else standing_template(name)
    except SaferError as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(f"{template} cannot be read: {error.strerror}.")


def _layout(name: str) -> Layout:
    found = next((layout for layout in get_args(Layout) if layout == name), None)
    return found or _refuse(f"there is no layout “{name}”. Choose one of: {', '.join(get_args(Layout))}.")


def _refuse(why: str) -> NoReturn:
    typer.echo(f"safer: {why}", err=True)
    raise typer.Exit(2)


def _write(output: Path, content: bytes) -> None:
    """The whole file or nothing: written beside its place, then put there."""
    handle, name = tempfile.mkstemp(dir=output.absolute().parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(output)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        _refuse(f"{output} cannot be written: {error.strerror}.")


def _say(output: Path, found: Pack) -> None:
    typer.echo(
        f"{output}: {found.header.title}, {found.header.area_name}. {found.header.as_at}. {found.mark}.", err=True
    )


COMMANDS = {"pack": pack}
