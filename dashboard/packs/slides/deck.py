"""A deck being made: slides with title, footer, number and notes, and what is put on them in reading order."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.util import Pt

from dashboard.packs.pack import Pack
from dashboard.packs.slides import paragraphs, shapes
from dashboard.packs.slides.charts import drawn
from dashboard.packs.slides.look import FOOT, LEAST_TITLE, SMALL, TITLE, Box
from dashboard.packs.slides.own import NUMBER, frame, speak
from dashboard.packs.slides.paragraphs import Fitted, Para, markup
from dashboard.packs.slides.template import Layouts, Place
from dashboard.scorecard.details import Chart


class Deck:
    """The slides of a pack on the layouts of a template; `least` the smallest type now, in points."""

    def __init__(self, layouts: Layouts, pack: Pack, least: float) -> None:
        self.presentation, self.places, self.spread = layouts
        self.pack, self.least = pack, least
        header = pack.header
        # the whole of it, or as much as there is room for; the fingerprint is never left out
        whole, short = (
            f"{header.strategy_title}. {pack.line}",
            f"{header.quarter_label}, {header.area_name}. {pack.mark}",
        )
        self.feet = (whole, pack.line, short, pack.mark)
        self.titles = set[str]()

    def box(self, kind: str, name: str) -> Box:
        """Where a placeholder of a kind of slide stands."""
        return self.places[kind].boxes[name]

    def page(self, kind: str, title: str, notes: Sequence[str] = ()) -> "Page":
        """A new slide; a title that another has is counted, for slides are found by their titles."""
        place = self.places[kind]
        shown, known = self._titled(title, place), 1
        while shown.text in self.titles:
            known += 1
            shown = self._titled(f"{title} ({known})", place)
        self.titles.add(shown.text)
        page = Page(self, place, shown)
        if notes:
            page.notes(notes)
        return page

    def _titled(self, text: str, place: Place) -> Para:
        box = place.boxes["Title"]
        return paragraphs.title(text, box.w - 15, box.h - 4, size=TITLE, least=LEAST_TITLE, spread=self.spread)

    def fitted(self, given: Sequence[Para], room: float, high: float) -> Fitted:
        return paragraphs.fitted(given, room, high, least=self.least, spread=self.spread)


class Page:
    """A slide: what is added first is read first, after the title and before the footer."""

    def __init__(self, deck: Deck, place: Place, title: Para) -> None:
        self.deck, self.place = deck, place
        self.slide = deck.presentation.slides.add_slide(place.layout)
        self.tree = self.slide.shapes._spTree
        for shape in list(self.tree)[2:]:
            self.tree.remove(shape)
        self.ids = 1
        self._title(title)
        self.end = len(self.tree)
        self._foot()

    def _number(self) -> int:
        self.ids += 1
        return self.ids

    def _add(self, element: Any) -> None:
        """Put a shape after the others and before the footer."""
        self.tree.insert(self.end, element)
        self.end += 1

    def _tie(self, name: str) -> str:
        """The markup that ties a shape to its placeholder of the layout."""
        found = self.place.marks[name]
        said = "".join(
            f" {key}={quoteattr(found.get(key))}" for key in ("type", "orient", "sz", "idx") if found.get(key)
        )
        return f"<p:ph{said}/>"

    def _held(self, name: str, body: str, where: str = "") -> Any:
        return shapes.placeholder(self._number(), name, self._tie(name), body, where)

    def _title(self, said: Para) -> None:
        # the colour and weight of a title are those of the template
        run = markup([said._replace(after=0)]).replace(' b="1"', "")
        self.tree.append(self._held("Title", f"<a:bodyPr><a:noAutofit/></a:bodyPr><a:lstStyle/>{_bare(run)}"))

    def _foot(self) -> None:
        box, marks = self.place.boxes["Footer"], self.place.marks
        tried = [self._fits(Para(said, FOOT, after=0), box) for said in self.deck.feet]
        line = next((found for found in tried if not found.cut), tried[-1]).paragraphs
        numbered = "Slide number" in marks
        text = markup(line)
        if not numbered:  # a layout without a place for it
            text = text.replace(
                "</a:p>", f'<a:r><a:rPr lang="en-GB" sz="{round(FOOT * 100)}"/><a:t>  </a:t></a:r>{NUMBER}</a:p>'
            )
        self.tree.append(self._held("Footer", f"<a:bodyPr><a:noAutofit/></a:bodyPr><a:lstStyle/>{_bare(text)}"))
        if numbered:
            self.tree.append(self._held("Slide number", f"<a:bodyPr/><a:lstStyle/><a:p>{NUMBER}</a:p>"))

    def _fits(self, foot: Para, box: Box) -> Fitted:
        return paragraphs.fitted([foot], box.w - 15, max(box.h, 14.0), least=8.0, spread=self.deck.spread)

    def body(self, given: Fitted, box: Box | None = None) -> None:
        """Paragraphs in the placeholder for text, in all of it or in a part."""
        where = frame(box) if box else ""
        self._add(self._held("Body", shapes.PLAIN.format("t") + markup(given.paragraphs), where))

    def mark(self, rag: str, box: Box, said: str) -> None:
        """The shape of a status with its letter, and its words for those who listen."""
        self._add(shapes.mark(self._number(), rag, box, said))

    def ground(self, box: Box, colour: str, edge: str) -> None:
        """A coloured ground that only adorns."""
        self._add(shapes.ground(self._number(), box, colour, edge))

    def text(self, given: Fitted, box: Box, name: str) -> None:
        """Words in a box of their own."""
        self._add(shapes.words(self._number(), name, box, markup(given.paragraphs)))

    def table(self, table: str, box: Box, said: str) -> None:
        """A table, from its markup, in its placeholder."""
        self._add(shapes.table(self._number(), self._tie("Table"), box, table, said))

    def chart(self, chart: Chart, free: Box | None = None) -> None:
        """A native chart with its data, in its placeholder or in a `free` place."""
        box = free or self.place.boxes["Chart"]
        made = drawn(chart, self.deck.pack.moment, (box.w, box.h))
        # the kind is that of the markup that is handed in
        shape: Any = self.slide.shapes.add_chart(
            XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(box.x), Pt(box.y), Pt(box.w), Pt(box.h), made.data
        )
        shape.name = "Chart"
        named = shape._element.nvGraphicFramePr.cNvPr
        named.set("id", str(self._number()))
        named.set("descr", made.said)
        if not free:
            shape._element.nvGraphicFramePr.nvPr.append(
                parse_xml(self._tie("Chart").replace("<p:ph", f"<p:ph {shapes.SPACES}"))
            )
        self._add(shape._element)

    def notes(self, said: Sequence[str]) -> None:
        """What the speaker has before them: where the figures come from, and what did not fit."""
        made = self.slide.notes_slide
        frame_ = made.notes_text_frame
        if frame_ is None:  # a template whose notes hold no text
            return
        body = frame_._txBody
        for one in body.p_lst:
            body.remove(one)
        for one in etree.fromstring(
            f"<x {shapes.SPACES}>{markup([Para(line, SMALL) for line in said], sized=False)}</x>"
        ):
            body.append(parse_xml(etree.tostring(one)))
        speak(made.element)


def _bare(text: str) -> str:
    """Paragraphs that leave margins and bullets to the template."""
    return text.replace(' marL="0" indent="0"', "").replace("<a:buNone/>", "")
