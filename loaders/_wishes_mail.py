"""Asking for something to be sent by e-mail: what is wished for is checked, and a letter asks for confirmation."""

import re

from dashboard.errors import SaferError
from dashboard.packs.formats import offered
from dashboard.packs.letters import KINDS
from dashboard.scorecard.strategies import standing
from dashboard.store.mail import PAPER
from dashboard.store.store import Store
from loaders._post import start

# what SMTP takes without extensions; one address, and nothing that could be a second header
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LONGEST = 254


def asked(store: Store, address: object, *, kind: str, strategy: str, area: str, format: str = "docx") -> None:
    """Raises SaferError naming what cannot be had."""
    text = address.strip() if isinstance(address, str) else ""
    if len(text) > _LONGEST or not _ADDRESS.fullmatch(text):
        raise SaferError(message="Write one e-mail address, such as head.of.service@council.example.")
    if kind not in KINDS:
        raise SaferError(message=f"“{kind}” is never sent. Choose one of: {', '.join(KINDS)}.")
    if kind == PAPER and format not in offered():
        raise SaferError(message=f"There is no format “{format}”. Choose one of: {', '.join(offered())}.")
    if strategy not in standing(store):
        raise SaferError(message=f"There is no strategy “{strategy}”.")
    store.mail.ask(text, kind=kind, strategy=strategy, area=area, format=format if kind == PAPER else "")
    start(store)
