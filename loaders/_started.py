"""Work in a process of its own, which outlives the server that starts it and may die without it."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable

from dashboard.settings import ROOT
from dashboard.store.store import Store


def begin(store: Store, module: str, token: str, *, fell: Callable[[], None]) -> None:
    """Start `python -m module token` on the store's database and return at once; `fell` is called if it falls.

    Raises OSError where no process can be started.
    """
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {
        "SAFER_DATABASE_URL": store.engine.url.render_as_string(hide_password=False),
        "PYTHONPATH": os.pathsep.join(paths),
        "OPENBLAS_NUM_THREADS": "1",
    }
    # a session of its own: a server that is stopped does not take the work with it
    process = subprocess.Popen(
        [sys.executable, "-m", module, token],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    threading.Thread(target=_outlive, args=(process, fell), name=f"job {token}", daemon=True).start()


def _outlive(process: "subprocess.Popen[bytes]", fell: Callable[[], None]) -> None:
    if process.wait() != 0:
        fell()
