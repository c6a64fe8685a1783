"""What people declare in TOML files, read strictly: a fault names the file, the entry and why."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dashboard.errors import BadDeclaration

Code = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Declared(BaseModel):
    """A part of a file: fixed once read, and no word in it unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Declared)


def read(path: Path, model: type[Model], *, error: type[BadDeclaration] = BadDeclaration, what: str) -> Model:
    """The file at `path` as `model`; `what` it is, such as strategy. Raises `error`, naming file, entry and why."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        where = re.search(r"line \d+", str(fault))
        entry = where.group() if where else "the file"
        raise error(file=path.name, entry=entry, why=f"is not TOML: {fault}") from fault
    try:
        return model.model_validate(raw)
    except ValidationError as fault:
        (entry, why), *others = [(_entry(e["loc"], raw, what), _why(e, what)) for e in fault.errors()]
        more = "".join(f"; {place}: {reason}" for place, reason in others)
        raise error(file=path.name, entry=entry, why=why + more) from fault


def _entry(place: tuple[int | str, ...], raw: Any, what: str) -> str:
    """priorities[2].indicators[0].target.value (violence): the place, and the code of the entry it lies in."""
    said, code, here = "", "", raw
    for step in place:
        said += f"[{step}]" if isinstance(step, int) else f".{step}" if said else step
        here = here.get(step) if isinstance(here, dict) else _item(here, step)
        if isinstance(here, dict) and isinstance(here.get("code"), str):
            code = f" ({here['code']})"
    return (said or f"the {what}") + code


def _item(held: Any, step: int | str) -> Any:
    return held[step] if isinstance(held, list) and isinstance(step, int) and step < len(held) else None


def _why(error: Any, what: str) -> str:
    plain = {
        "missing": "is missing",
        "extra_forbidden": f"is not a word that the {what} file knows; is it misspelt?",
        "string_pattern_mismatch": f"“{error['input']}” is not in the form of a code or series",
        "finite_number": "must be a finite number",
    }
    return plain.get(error["type"], str(error["msg"]).removeprefix("Value error, "))
