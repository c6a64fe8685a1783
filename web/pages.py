"""Pages that need no script: signing in, an account, administration; drawn from templates that escape everything."""

from pathlib import Path
from typing import Any

from flask import Response, g
from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def drawn(template: str, *, title: str, status: int = 200, fault: str = "", **values: Any) -> Response:
    """A page from a template; `fault` is the sentence of what was refused."""
    text = _TEMPLATES.get_template(template).render(title=title, fault=fault, person=g.get("person"), **values)
    return Response(text, status, mimetype="text/html")
