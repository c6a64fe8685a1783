"""Subscriptions: the page a letter leads to, where what is sent is confirmed, and ended by one click."""

from html import escape

from flask import Flask, Response

from dashboard.packs.letters import KINDS
from dashboard.store.store import Store

_PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – Safer Priorities</title>
<style>body{{font:1.125rem/1.5 Arial,Helvetica,sans-serif;color:#0b0c0c;background:#f4f5f7;margin:0}}
main{{max-width:38rem;margin:3rem auto;padding:2rem;background:#fff;border-top:5px solid #12436d}}
h1{{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}}form{{display:inline-block;margin:0 1rem 1rem 0}}
button{{font:inherit;font-weight:700;padding:.5rem 1rem;border:2px solid #0b0c0c;background:#12436d;color:#fff}}
button.quiet{{background:#fff;color:#12436d}}
button:focus-visible,a:focus-visible{{outline:3px solid #0b0c0c;box-shadow:0 0 0 6px #fd0}}</style></head>
<body><main><h1>{title}</h1><p>{words}</p>{forms}</main></body></html>"""
_BUTTON = '<form method="post" action="{where}"><button type="submit"{look}>{words}</button></form>'


def register(server: Flask, store: Store) -> None:
    """Add the pages; only who holds a letter knows the address of its subscription."""

    def shown(number: int, mark: str) -> Response:
        if not store.mail.proves(number, mark):
            return _page("There is no such subscription", "The link is not whole. Copy it from the letter again.", 404)
        here = f"/subscription/{number}/{mark}"
        forms = _button(f"{here}/confirm", "Send it to me") + _button(f"{here}/end", "Send nothing more", quiet=True)
        return _page("What is sent to you", "Confirm that it may be sent to this address, or end it.", forms=forms)

    def confirm(number: int, mark: str) -> Response:
        found = store.mail.confirm(number) if store.mail.proves(number, mark) else None
        if found is None:
            return _page("There is no such subscription", "It was ended, or the link is not whole. Ask again.", 404)
        return _page("It will be sent to you", f"{KINDS[found.kind]}. Each letter says how to end it.")

    def end(number: int, mark: str) -> Response:
        if not store.mail.proves(number, mark) or store.mail.end(number) is None:
            return _page("There is no such subscription", "The link is not whole. Copy it from the letter again.", 404)
        return _page("Nothing more will be sent", "You can ask for it again on the page Papers.")

    base = "/subscription/<int:number>/<mark>"
    server.add_url_rule(base, "subscription", shown, methods=["GET"])
    server.add_url_rule(f"{base}/confirm", "subscription-confirm", confirm, methods=["POST"])
    server.add_url_rule(f"{base}/end", "subscription-end", end, methods=["POST"])
    # a mail program that opens the address of the one click is shown the page, and ends nothing by looking
    server.add_url_rule(f"{base}/end", "subscription-look", shown, methods=["GET"])


def _button(where: str, words: str, *, quiet: bool = False) -> str:
    return _BUTTON.format(where=escape(where), words=escape(words), look=' class="quiet"' if quiet else "")


def _page(title: str, words: str, status: int = 200, *, forms: str = "") -> Response:
    body = _PAGE.format(title=escape(title), words=escape(words), forms=forms)
    return Response(body, status=status, mimetype="text/html")
