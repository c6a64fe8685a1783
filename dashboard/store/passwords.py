"""Passwords: what is taken as one, and how it is kept.

Argon2id with OWASP's parameters (m = 19,456 KiB, t = 2, p = 1). At least 15 characters, no rules of composition, no
expiry (NCSC, ASVS 5.0 V6.2); what is guessed first is refused. Hashing takes some 30 ms: no lock is held meanwhile.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dashboard.errors import BadPassword
from dashboard.settings import DATA

SHORTEST, LONGEST = 15, 128
_FEWEST_OWN = 5
# rows of digits, forwards and backwards
_ROWS = frozenset(row[at : at + n] for row in ("12345678901234567890", "98765432109876543210") for n in range(3, 21)
                  for at in range(21 - n))  # fmt: skip
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# 0 for o, 3 for e and the like do not make a word another one
_LEET = str.maketrans("013457@$!|", "oleastasil")


def taken(password: str, *about: str) -> str:
    """The password as it is kept. Raises BadPassword; `about` are words an attacker would try: a name, an address."""
    text = _normal(password)
    if len(text) < SHORTEST:
        raise BadPassword(why=f"Use at least {SHORTEST} characters: three or four words that do not belong together.")
    if len(text) > LONGEST:
        raise BadPassword(why=f"Use at most {LONGEST} characters.")
    if _guessable(text, about):
        raise BadPassword(why="This is among what is tried first. Use three or four words that do not belong together.")
    return text


def hashed(password: str) -> str:
    """What is kept of a password: Argon2id, with its own salt."""
    return _HASHER.hash(_normal(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one that is kept; it takes as long where none is."""
    try:
        _HASHER.verify(kept or _nobodys(), _normal(password)[: 4 * LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def outdated(kept: str) -> bool:
    """Whether a password is kept with weaker parameters than new ones."""
    return _HASHER.check_needs_rehash(kept)


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password.encode("utf-8", "replace").decode())


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")


def _guessable(text: str, about: tuple[str, ...]) -> bool:
    """Made of common words, of few letters, or of a row of keys: what is left without those is too little."""
    own = {word for words in about for word in re.findall(r"\w{4,}", words.casefold())}
    plain = _without(text.casefold(), _ROWS)
    spelt = (plain, plain.translate(_LEET))
    return any(len(set(_without(one, common() | own))) < _FEWEST_OWN for one in spelt)


def _without(text: str, words: Iterable[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "")
    return "".join(letter for letter in text if letter.isalnum())


@cache
def common() -> frozenset[str]:
    """Words and rows of keys that are tried first, from data/common_passwords.txt."""
    lines = (DATA / "common_passwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
