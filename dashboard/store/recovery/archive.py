"""A backup's file: a zip with a manifest, the rows of each table as lines of JSON, and every original as handed in.

It is of neither database: what was written from SQLite is restored into PostgreSQL, and the other way round; and each
original can be taken out of it with any unzip.
"""

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from dashboard.errors import BackupDamaged, BackupTooNew, SaferError

FORMAT = 1
MANIFEST = "manifest.json"
TABLES, ORIGINALS = "tables/", "originals/"
_CHUNK = 1 << 20
_LARGEST_MANIFEST = 64 << 20


class Part(BaseModel):
    """A file in the archive; `columns` and `rows` are those of a table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    size: int
    sha256: str
    columns: tuple[str, ...] = ()
    rows: int = 0

    @property
    def table(self) -> str:
        """The table whose rows it holds; empty for an original."""
        return self.name.removeprefix(TABLES).removesuffix(".jsonl") if self.name.startswith(TABLES) else ""


class Manifest(BaseModel):
    """What the archive holds, and of which schema; `made_at` in UTC, `left_out` tables are those never kept."""

    model_config = ConfigDict(frozen=True)

    product: str = "safer"
    format: int = FORMAT
    revision: str
    made_at: str
    database: str
    left_out: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def tables(self) -> tuple[Part, ...]:
        """Those of tables, in the order in which rows may point at earlier ones."""
        return tuple(part for part in self.parts if part.table)

    @property
    def originals(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.table)


def line(row: tuple[Any, ...]) -> bytes:
    """A row as a line of JSON; bytes are an object of one base64 string, so that no text is taken for them."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_told).encode() + b"\n"


def _told(value: Any) -> dict[str, str]:
    if not isinstance(value, (bytes, memoryview)):
        raise TypeError(f"a backup has no form for {type(value).__name__}")
    return {"b64": base64.b64encode(value).decode()}


def _value(held: Any) -> Any:
    return base64.b64decode(held["b64"]) if isinstance(held, dict) else held


class Archive:
    """An archive that is read from. Raises BackupDamaged or BackupTooNew where it cannot be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with ExitStack() as stack:
            try:
                self._zip = stack.enter_context(zipfile.ZipFile(path))
                self.manifest = self._manifest()
            except SaferError:
                raise
            except Exception as error:  # a damaged zip raises what its decompressor happens to say
                unread = error.strerror if isinstance(error, OSError) else ""
                raise BackupDamaged(file=path, why=unread or "it is no backup, or not whole") from error
            stack.pop_all()

    def close(self) -> None:
        self._zip.close()

    def _manifest(self) -> Manifest:
        if self._zip.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise ValueError("too large")
        said = json.loads(self._zip.read(MANIFEST))
        if isinstance(said, dict) and said.get("product") == "safer" and int(said.get("format", 0)) > FORMAT:
            raise BackupTooNew(file=self.path, found=f"format {said['format']}")
        return Manifest.model_validate(said)

    def verify(self) -> None:
        """Read everything and compare it with the manifest. Raises BackupDamaged at the first difference."""
        held = sorted(info.filename for info in self._zip.infolist())
        if held != sorted([MANIFEST, *(part.name for part in self.manifest.parts)]):
            raise BackupDamaged(file=self.path, why="it does not hold what its manifest lists")
        for part in self.manifest.parts:
            size, digest, lines = self._measured(part)
            if (size, digest) != (part.size, part.sha256) or (part.table and lines != part.rows):
                raise BackupDamaged(file=self.path, why=f"{part.name} is not what was written")

    def _measured(self, part: Part) -> tuple[int, str, int]:
        """How long a part is, its checksum, and how many lines it has."""
        size, lines, digest = 0, 0, hashlib.sha256()
        try:
            with self._zip.open(part.name) as file:
                while chunk := file.read(_CHUNK):
                    size += len(chunk)
                    lines += chunk.count(b"\n")
                    digest.update(chunk)
                    if size > part.size:
                        break
        except Exception as error:
            raise BackupDamaged(file=self.path, why=f"{part.name} cannot be read") from error
        return size, digest.hexdigest(), lines

    def rows(self, part: Part) -> Iterator[list[Any]]:
        """The rows of a table."""
        with self._zip.open(part.name) as file:
            for text in file:
                yield [_value(held) for held in json.loads(text)]

    def original(self, digest: str) -> bytes | None:
        """A file as it was handed in; None where its row holds it, as one is held that could not be unpacked."""
        name = ORIGINALS + digest
        return self._zip.read(name) if name in self._zip.NameToInfo else None
