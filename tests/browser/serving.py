"""Serving a store to a real browser: the app as it is, at an address of this machine that is free."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.serving import make_server

from app import create_app
from dashboard.settings import Settings
from dashboard.store.store import Store


@contextmanager
def serving(store: Store, settings: Settings | None = None) -> Iterator[str]:
    """The address of the app over a store, for as long as it is served."""
    server = make_server("127.0.0.1", 0, create_app(settings or Settings(), store).server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
