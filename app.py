"""The web app: create_app(settings, store) for tests, server() for gunicorn."""

import hashlib
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

from dash import Dash, State
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import api
import downloads
import subscriptions
from dashboard.roles import ADMINISTRATOR
from dashboard.scorecard.board import Board
from dashboard.scorecard.strategies import opened
from dashboard.settings import DATA, Settings, areas_file
from dashboard.store.keys import sealing_key
from dashboard.store.store import Store
from layouts._first import first
from layouts._joined import Joined, plotly_bundle
from layouts._packing import squeeze
from layouts._person import may
from layouts._serving import content_policy, guard, health
from layouts._shell import PRODUCT, shell
from layouts._trouble import last_resort, tell
from layouts._watching import OWN, log_as_json, watch
from loaders._sources import Sources
from web.admin import admin
from web.council import council
from web.doors import doors
from web.gate import gate, shows

PAGES = Path(__file__).parent / "layouts"
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' "
    "rx='2' fill='%2312436D'/%3E%3Cpath d='M4 12V8m4 4V5m4 7V3' stroke='%23fff' stroke-width='2'/%3E%3C/svg%3E"
)
_INDEX = """<!DOCTYPE html>
<html lang="en-GB">
  <head>
    {%metas%}
    <title>{%title%}</title>
    <link rel="icon" href="{%favicon%}">
    {%css%}
  </head>
  <body>
    <noscript>This page needs JavaScript. The same figures are at /api/v1/status.</noscript>
    {%config%}
    {%app_entry%}
    {%scripts%}
    {%renderer%}
  </body>
</html>"""


class Web(Dash):
    """Dash whose first answer holds the page that was asked for, and few other files."""

    joined: Joined

    def index(self, *_args: Any, **_kwargs: Any) -> Any:
        """The page's HTML and its HTTP status."""
        found = first()
        return super().index(), found.status if found else 200

    def interpolate_index(  # type: ignore[override]
        self, metas: str = "", title: str = "", css: str = "", scripts: str = "", app_entry: str = "", **parts: Any
    ) -> str:
        found, layout = first(), self.serve_layout().get_data(as_text=True)
        told = _told("_dash-layout", layout, found.address if found else "")
        told += _told("_dash-dependencies", self.dependencies().get_data(as_text=True))
        # Dash fills in the entry last, so that nothing within it is taken for a place to be filled
        return str(
            super().interpolate_index(
                **parts | {"favicon": _ICON},
                metas=metas + self.joined.drawing(layout),
                title=escape(found.title if found else title).replace("{", "&#123;"),
                css=self.joined.sheets(css),
                scripts=self.joined.scripts(scripts, layout),
                app_entry=app_entry + told,
            )
        )


def _told(name: str, document: str, address: str = "") -> str:
    """What Dash would ask the server for, within the page; its JSON holds no angle bracket."""
    return f'<script type="application/json" data-told="{name}" data-address="{escape(address)}">{document}</script>'


def create_app(
    settings: Settings, store: Store, *, strategies: Path = DATA / "strategies", drawing: Path | None = None
) -> Dash:
    """The app over `store`, ready to answer; charts are drawn by the library at `drawing`."""
    board = Board(store, opened(store, strategies), areas_file(), settings.area)
    app = Web(
        __name__,
        use_pages=True,
        pages_folder=str(PAGES),
        assets_folder=str(PAGES / "assets"),
        assets_path_ignore=["vendor"],
        routing_callback_inputs={"href": State("_pages_location", "href")},
        suppress_callback_exceptions=True,
        include_pages_meta=False,
        index_string=_INDEX,
        title=PRODUCT,
        update_title="",
        on_error=tell,
    )
    server: Flask = app.server
    server.config.update(board=board, store=store, settings=settings, SECRET_KEY=_signing(store, settings))
    app.layout = shell
    app.joined = Joined(server, drawing or plotly_bundle())
    squeeze(server)
    policy: list[str] = []
    if settings.proxies:
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    guard(server, max_upload_mb=settings.max_upload_mb, policy=lambda: policy[0] if policy else "default-src 'none'")
    # what the gate refuses is numbered, timed and counted too
    watch(server, store, administrator=lambda: may(ADMINISTRATOR) or shows(store, "metrics"))
    gate(server, store, settings, app.callback_map)
    doors(server, store, settings)
    admin(server, store, settings)
    council(server, store, settings)
    health(server, store)
    last_resort(server)
    api.register(server, board, store, settings.strategy)
    downloads.register(server, board, Sources(store), settings.strategy)
    downloads.register_papers(server, store)
    subscriptions.register(server, store)
    # Dash adds its last inline script when it is first asked for a page; only then can the policy name them all.
    # By then the files every page needs are joined, in every process alike.
    server.test_client().get("/404", environ_overrides={OWN: server})
    policy.append(content_policy(list(app.csp_hashes())))
    return app


def _signing(store: Store, settings: Settings) -> bytes | None:
    """What signs the state of a sign-in at the council; nothing else is signed, so that without it nothing is."""
    return hashlib.sha256(b"safer state\0" + sealing_key(store.engine)).digest() if settings.oidc_issuer else None


def server() -> Flask:
    """The app as gunicorn starts it: gunicorn "app:server()"."""
    log_as_json()
    settings = Settings()
    store = Store.open(settings.database_url)
    made = create_app(settings, store).server
    assert isinstance(made, Flask)
    # workers are forked from here, and no connection may be shared by two processes
    store.close()
    # slow to import: workers share what is there before they are forked, and no page waits for it
    for late in ("scipy.optimize", "scipy.stats"):
        import_module(late)
    return made
