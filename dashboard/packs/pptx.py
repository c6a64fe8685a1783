"""The slides for a meeting: a pack as a presentation with native charts and tables, titles and alternative text."""

from io import BytesIO

from dashboard.packs.marking import properties
from dashboard.packs.pack import Pack
from dashboard.packs.packed import packed
from dashboard.packs.slides import appendix, discussion, overview, plan
from dashboard.packs.slides.deck import Deck
from dashboard.packs.slides.look import LEAST, LEAST_APPENDIX
from dashboard.packs.slides.priority import priority
from dashboard.packs.slides.template import laid_on


def made(pack: Pack, template: bytes | None = None) -> bytes:
    """The slides as .pptx; `template` is a presentation whose layouts are taken, by the names of their placeholders.

    Raises BadTemplate, which names what is missing and what was found.
    """
    deck = Deck(laid_on(template), pack, LEAST)
    overview.overview(deck, pack)
    discussion.good(deck, pack)
    discussion.exceptions(deck, pack)
    discussion.corrections(deck, pack)
    plan.plan(deck, pack)
    for chapter in pack.priorities:
        priority(deck, chapter)
        if pack.asked.layout == "progress" and chapter.commitments:
            plan.progress(deck, chapter)
    deck.least = LEAST_APPENDIX
    for entry in pack.entries:
        appendix.indicator(deck, entry)
    appendix.about(deck, pack)
    _describe(deck, pack)
    out = BytesIO()
    deck.presentation.save(out)
    return packed(out.getvalue(), pack.moment)


def _describe(deck: Deck, pack: Pack) -> None:
    """Title, language, fingerprint and what was asked for, in the document's properties."""
    core = deck.presentation.core_properties
    for name, value in properties(pack).items():
        setattr(core, name, value)
    core.author, core.last_modified_by, core.comments = pack.header.partnership[:255], "", ""
    core.created = core.modified = pack.moment
    core.revision = 1
