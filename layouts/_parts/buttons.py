"""Buttons that say what is to be done with a file: the browser's script hands their words to the page's callback."""

import zlib
from typing import Any

from dash import html


def act(words: str, name: str, *, about: str = "", quiet: bool = False, hook: str = "", **data: str) -> html.Button:
    """A button for the act `name`; `about` is said to those who hear the button without its surroundings.

    Its id says what it does with what, so that the same button of a page drawn anew takes the focus back.
    """
    hooks = {f"data-{key}": value for key, value in data.items()} | ({"data-testid": hook} if hook else {})
    inside: list[Any] = [words, html.Span(f" {about}", className="unseen")] if about else [words]
    look = "button button-quiet" if quiet else "button"
    marks = {"data-act": name} | hooks
    return html.Button(inside, id=known_by(name, *data.values()), type="button", className=look, **marks)


def known_by(name: str, *about: object) -> str:
    """An element's id from what it is about, whatever letters that has."""
    return f"{name}-{zlib.crc32(repr(about).encode()):08x}"


def files(count: int) -> str:
    """1 file, 2 files."""
    return f"{count:,} file" + ("" if count == 1 else "s")
