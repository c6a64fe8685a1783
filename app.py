"""The web app: create_app(settings, store) for tests, server() for gunicorn."""

import html
from pathlib import Path
from typing import Any

from dash import Dash, State
from flask import Flask, request

import api
from dashboard.scorecard.board import Board
from dashboard.settings import DATA, Settings, areas_file
from dashboard.store.store import Store
from dashboard.strategy import load_strategies
from layouts._serving import content_policy, guard, health, serve_plotly, squeeze
from layouts._shell import PRODUCT, shell

PAGES = Path(__file__).parent / "layouts"
# pages that draw charts ask for the drawing library while Dash is still starting
_CHARTED = ("/priority/", "/indicator/")
_INDEX = """<!DOCTYPE html>
<html lang="en-GB">
  <head>
    {%metas%}
    <title>{%title%}</title>
    {%favicon%}
    {%css%}
  </head>
  <body>
    <noscript>This page needs JavaScript. The same figures are at /api/v1/status.</noscript>
    {%app_entry%}
    {%config%}
    {%scripts%}
    {%renderer%}
  </body>
</html>"""


class Web(Dash):
    """Dash without the scripts that no page here uses."""

    plotly_address = ""

    def interpolate_index(self, metas: str = "", scripts: str = "", **parts: Any) -> str:  # type: ignore[override]
        unused = ("/dash_table/", "/plotly/")
        lines = [line for line in scripts.split("\n") if not any(name in line for name in unused)]
        address = html.escape(self.plotly_address)
        metas += f'<meta name="plotly" content="{address}">'
        if request.path.startswith(_CHARTED):
            metas += f'<link rel="preload" as="script" href="{address}">'
        return str(super().interpolate_index(metas=metas, scripts="\n".join(lines), **parts))


def create_app(settings: Settings, store: Store, strategies: Path = DATA / "strategies") -> Dash:
    """The app over `store`, ready to answer."""
    board = Board(store, load_strategies(strategies), areas_file(), settings.area)
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
    )
    server: Flask = app.server
    server.config.update(board=board, store=store, settings=settings, SECRET_KEY=settings.secret_key or None)
    app.layout = shell
    squeeze(server)
    policy: list[str] = []
    guard(server, max_upload_mb=settings.max_upload_mb, policy=lambda: policy[0] if policy else "default-src 'none'")
    health(server, store)
    api.register(server, board, store, settings.strategy)
    app.plotly_address = serve_plotly(server)
    # Dash adds its last inline script when it is first asked; only then can the policy name them all
    server.test_client().get("/_dash-layout")
    policy.append(content_policy(list(app.csp_hashes())))
    return app


def server() -> Flask:
    """The app as gunicorn starts it: gunicorn "app:server()"."""
    settings = Settings()
    store = Store.open(settings.database_url)
    made = create_app(settings, store).server
    assert isinstance(made, Flask)
    # workers are forked from here, and no connection may be shared by two processes
    store.close()
    return made
