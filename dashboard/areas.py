"""Areas by code and by name, read once from data/areas.csv."""

import copy
import csv
import difflib
import re
from functools import cache, lru_cache
from pathlib import Path

from dashboard.records import AreaRow

# unknown names of one file, and letters of a name, beyond which no near misses are looked for
ASKED, LONGEST = 100, 120
LOCAL_AUTHORITY = ("borough", "unitary", "district", "county")


class Areas:
    """The register of known areas; names are compared without case, punctuation, footnotes and spacing."""

    def __init__(self, rows: list[AreaRow], aliases: list[tuple[str, str]] | None = None) -> None:
        self._asked: set[str] | None = None
        self.by_code = {row.code: row for row in rows}
        self._by_name: dict[str, list[AreaRow]] = {}
        for row in rows:
            self._by_name.setdefault(folded(row.name), []).append(row)
        for name, code in aliases or []:
            self._by_name.setdefault(folded(name), []).append(self.by_code[code])

    def named(self, name: str, kinds: tuple[str, ...] = ()) -> AreaRow | None:
        """The one area of this name among `kinds` (any kind when empty); None if there is none or several."""
        found = [row for row in self._by_name.get(folded(name), []) if not kinds or row.kind in kinds]
        unique = {row.code: row for row in found}
        return next(iter(unique.values())) if len(unique) == 1 else None

    def near(self, name: str, kinds: tuple[str, ...] = (), count: int = 3) -> list[str]:
        """Names that look like `name`, best first: the near misses to offer, none once too many were asked for."""
        if len(name) > LONGEST or self._too_many(folded(name)):
            return []
        keys = {k: rows[0].name for k, rows in self._by_name.items() if not kinds or rows[0].kind in kinds}
        return [keys[key] for key in difflib.get_close_matches(folded(name), keys, n=count, cutoff=0.6)]

    def _too_many(self, name: str) -> bool:
        if self._asked is not None:
            self._asked.add(name)
        return self._asked is not None and len(self._asked) > ASKED

    def afresh(self) -> "Areas":
        """The same areas for one file, of whose unknown names only the first are compared with all that are known."""
        made = copy.copy(self)
        made._asked = set()
        return made

    def of_kind(self, *kinds: str) -> list[AreaRow]:
        return [row for row in self.by_code.values() if row.kind in kinds]


@lru_cache(maxsize=16384)
def folded(name: str) -> str:
    """A name reduced to what matters when two are compared."""
    text = re.sub(r"\[note[^\]]*\]|[\d,+]+$", "", name.strip(), flags=re.IGNORECASE)
    text = text.casefold().replace("&", " and ")
    text = re.sub(r"\b(london borough of|royal borough of|city of(?= westminster)|ua|lb)\b", " ", text)
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


@cache
def read(path: Path) -> Areas:
    """The register at `path`: columns code,name,kind,parent,aliases (aliases separated by `|`)."""
    rows, aliases = [], []
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            rows.append(AreaRow(line["code"], line["name"], line["kind"], line["parent"]))
            aliases += [(alias, line["code"]) for alias in line["aliases"].split("|") if alias]
    return Areas(rows, aliases)
