"""The paper as a web page in one file: no script, nothing fetched, printable, readable by ear."""

from html import escape
from pathlib import Path

from dashboard.packs.marking import properties
from dashboard.packs.pack import Pack
from dashboard.packs.paper.blocks import Block, Paragraph
from dashboard.packs.paper.laid_out import charts, laid_out
from dashboard.packs.pictures import drawn
from dashboard.packs.web.writer import Writer

_STYLE = (Path(__file__).parent / "web" / "paper.css").read_text(encoding="utf-8")
# nothing but its own style is ever loaded or run
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def made(pack: Pack, template: bytes | None = None) -> bytes:
    """The page as UTF-8. It takes no template."""
    blocks = laid_out(pack)
    pictures = drawn(charts(blocks), "svg")
    writer = Writer(pictures.by_key)
    told: list[Block] = [Paragraph(pictures.note, "warning", lead="Note:")] if pictures.note else []
    body = writer.write([*told, *blocks])
    page = "\n".join([_head(pack), _top(pack), _contents(writer), f'<main id="main">{body}</main>', _foot(pack)])
    return f"{page}\n</body></html>\n".encode()


def _head(pack: Pack) -> str:
    said = properties(pack)
    metas = "".join(f'<meta name="{name}" content="{escape(said[name], quote=True)}">' for name in _METAS)
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY, quote=True)}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{metas}'
        f"<title>{escape(pack.header.title)} – {escape(pack.header.partnership)}</title>"
        f"<style>{_STYLE}</style></head><body>"
    )


_METAS = ("keywords", "identifier", "subject")


def _top(pack: Pack) -> str:
    header = pack.header
    return (
        f'<a class="skip" href="#main">Skip to the main content</a><header><p class="kicker">'
        f'{escape(header.partnership)}</p><h1>{escape(header.title)}</h1><div class="facts">'
        f"<p><strong>Strategy:</strong> {escape(header.strategy_title)}</p>"
        f"<p><strong>Area:</strong> {escape(header.area_name)}</p><p>{escape(header.as_at)}.</p></div></header>"
    )


def _contents(writer: Writer) -> str:
    entries = "".join(
        f'<li><span class="number">{number}</span> <a href="#{anchor}">{escape(text)}</a></li>'
        for number, text, anchor in writer.contents
    )
    return f'<nav aria-label="Contents"><ol role="list">{entries}</ol></nav>'


def _foot(pack: Pack) -> str:
    said = escape(f"{pack.header.quarter_label}, {pack.header.area_name}. {pack.header.as_at}.")
    return f"<footer><p>{said} <span>{escape(pack.mark)}</span></p></footer>"
