"""Papers made in a process of their own: a page that asks for one is answered at once."""

import os
import sys
import threading
import time
import traceback
from functools import partial

from dashboard.errors import SaferError
from dashboard.packs.compiling import compiled
from dashboard.packs.formats import made
from dashboard.packs.standing_template import standing_template
from dashboard.scorecard.board import Board
from dashboard.scorecard.strategies import standing
from dashboard.settings import areas_file
from dashboard.store.engine import make_engine
from dashboard.store.papers import Asked, Paper
from dashboard.store.store import Store
from loaders._sources import Sources
from loaders._started import begin

# seconds between two signs of life
BEAT = 2.0
_FAULT = (
    "A fault of this program ended the work on this paper ({fault}). Ask for it again; if that fails too, tell whoever "
    "looks after the program."
)


def start(store: Store) -> None:
    """Start a process for the paper that waits longest, unless one is being made; returns at once."""
    if (paper := store.papers.claim()) is None:
        return
    try:
        begin(store, "loaders._paper_job", paper.token, fell=partial(store.papers.abandon, paper.token))
    except OSError as error:
        store.papers.fail(paper.token, _FAULT.format(fault=error.strerror))


def main(token: str) -> None:
    """Make the paper of `token`, then whatever waits by then."""
    store = Store(make_engine(os.environ["SAFER_DATABASE_URL"]))
    following = store.papers.one(token)
    while following:
        _work(store, following)
        following = store.papers.claim()
    store.close()


def _work(store: Store, paper: Paper) -> None:
    beating = _Beating(store, paper.token)
    beating.start()
    try:
        content = _file(store, paper.asked, beating)
    except SaferError as error:
        store.papers.fail(paper.token, str(error))
    except Exception as error:
        traceback.print_exc()
        store.papers.fail(paper.token, _FAULT.format(fault=f"{type(error).__name__} at {time.strftime('%H:%M:%S')}"))
    else:
        store.papers.finish(paper.token, content)
    finally:
        beating.stop()


def _file(store: Store, asked: Asked, beating: "_Beating") -> bytes:
    beating.say("Gathering the figures")
    # strategies as the pages have them, wherever their files are
    board = Board(store, standing(store), areas_file())
    pack = compiled(board, Sources(store), **{name: value for name, value in asked.items() if name != "format"})
    beating.say("Writing the paper and drawing its charts")
    return made(pack, asked["format"], standing_template(asked["format"]))


class _Beating(threading.Thread):
    """Says again and again that a paper is being made, and what is done for it."""

    def __init__(self, store: Store, token: str) -> None:
        super().__init__(name="beating", daemon=True)
        self._store, self._token = store, token
        self._stage, self._over = "Starting", threading.Event()

    def say(self, stage: str) -> None:
        self._stage = stage
        self._store.papers.touch(self._token, stage)

    def run(self) -> None:
        while not self._over.wait(BEAT):
            self._store.papers.touch(self._token, self._stage)

    def stop(self) -> None:
        self._over.set()
        self.join()


if __name__ == "__main__":
    main(sys.argv[1])
