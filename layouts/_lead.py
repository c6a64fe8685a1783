"""A lead's desk: what stands in the fields of the page, what a button does with it, and what is shown then."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from dashboard.errors import SaferError
from dashboard.scorecard.mine import Asked, Item, Mine, Words, keep, key_of, mine, renew
from layouts._parts.who import author
from layouts._view import View, anew, board

# in characters: far more than can be kept, so that what is too long is told so and not lost
_LONGEST = 100_000
ALL = "all"


@dataclass(frozen=True)
class Field:
    """A narrative's field: the text in it, the text and the note (None: none) that were shown to be changed.

    `before` is a text that a button has replaced, `overtaken` that somebody else has said something meanwhile, `fault`
    why it could not be kept.
    """

    text: str
    shown: str
    seen: int | None
    before: str = ""
    overtaken: bool = False
    fault: str = ""

    @property
    def touched(self) -> bool:
        """Whether there is something in it that drawing it anew would lose."""
        return self.overtaken or self.text != self.shown


Fields = dict[str, Field]


@dataclass(frozen=True)
class Desk:
    """A page ready to be drawn: the priority, its fields, what was done, and the part that takes the focus.

    `presses` counts the buttons that were pressed, so that the browser knows one page from the next.
    """

    mine: Mine
    fields: Fields
    said: str = ""
    fault: str = ""
    focus: tuple[str, str] | None = None
    order: tuple[str, ...] = ()
    presses: int = 0

    @property
    def items(self) -> list[tuple[str, Item, Field]]:
        """What is on the desk, in the order in which it first lay there."""
        found = {key_of(item.told): item for item in self.mine.items}
        keys = [*(key for key in self.order if key in found), *(key for key in found if key not in self.order)]
        return [(key, found[key], self.fields[key]) for key in keys]

    @property
    def next(self) -> str:
        """The first narrative that is not settled; empty where all are."""
        return next((key for key, item, there in self.items if not item.told.settled or there.touched), "")

    def state(self) -> dict[str, Any]:
        """What the browser keeps of it, beside the texts in the fields."""
        kept = {
            key: {"shown": one.shown, "seen": one.seen, "before": one.before, "overtaken": one.overtaken}
            for key, one in self.fields.items()
        }
        return {"order": [key for key, _, _ in self.items], "fields": kept, "presses": self.presses}


class Press(NamedTuple):
    """A button: what it does, and with which narrative."""

    act: str
    key: str


def asked(view: View, priority: str) -> Asked:
    """The page a view means. Narratives are about the partnership's own area, whichever is chosen elsewhere."""
    return Asked(view.chosen, priority, view.quarter, None, view.as_at)


def first(about: Asked) -> Desk:
    """The desk as it is when the page is opened."""
    found = mine(board(), about)
    return Desk(found, {key_of(item.told): _fresh(item) for item in found.items})


def _fresh(item: Item) -> Field:
    return Field(item.told.text, item.told.text, item.told.note)


def fields_of(texts: Mapping[str, object], state: object) -> Fields:
    """The fields as the browser sent them; what is not as this page would have it is left out."""
    kept = state.get("fields") if isinstance(state, dict) else None
    found: Fields = {}
    for key, one in (kept if isinstance(kept, dict) else {}).items():
        text, shown, seen = texts.get(key), one.get("shown"), one.get("seen")
        if isinstance(text, str | None) and isinstance(shown, str) and isinstance(seen, int | None):
            before = one.get("before")
            text = (text or "")[:_LONGEST]
            found[str(key)] = Field(
                text, shown, seen, before if isinstance(before, str) else "", bool(one["overtaken"])
            )
    return found


def press(button: Press, about: Asked, fields: Fields, state: object, who: object) -> Desk:
    """Do what a button says, and lay the desk anew; what was typed elsewhere stays as it is."""
    known = state if isinstance(state, dict) else {}
    order, presses = tuple(map(str, known.get("order", ()))), known.get("presses")
    act = _ACTS.get(button.act)
    try:
        _here(about, fields)
        known_key = button.key == ALL or button.key in fields
        desk = act(button, about, fields, order, who) if act and known_key else _laid(about, fields, order)
    except SaferError as error:
        desk = replace(_laid(about, fields, order), fault=str(error), focus=("who", ""))
    return replace(desk, presses=presses + 1 if isinstance(presses, int) else 1)


def _here(about: Asked, fields: Fields) -> None:
    """Raises SaferError where what the browser sent is of another page: its address was changed meanwhile."""
    if fields.keys() - {key_of(item.told) for item in mine(board(), about).items}:
        raise SaferError(message="This page is of another priority by now. Nothing was kept: look, and press again.")


def _keep(button: Press, about: Asked, fields: Fields, order: tuple[str, ...], who: object) -> Desk:
    by, sign = author(who), button.act == "sign"
    keys = _open(about, fields) if button.key == ALL else [button.key]
    words = {key: Words(fields[key].text, fields[key].seen) for key in keys}
    outcome = keep(board(), about, words, by=by, sign=sign)
    for key in keys:
        if key in outcome.kept:
            fields = fields | {key: replace(fields[key], text="", shown="", overtaken=False, before="")}
        elif key in outcome.refused:
            fields = fields | {key: replace(fields[key], fault=outcome.refused[key])}
        else:
            theirs = outcome.overtaken[key]
            fields = fields | {key: replace(fields[key], overtaken=True, seen=theirs.id if theirs else None)}
    desk = _laid(about, fields, order)
    if left := len(keys) - len(outcome.kept):
        missed = next(key for key in keys if key not in outcome.kept)
        return replace(desk, said=f"{_narratives(left)} could not be kept.", focus=("text", missed))
    return replace(desk, said=_done(desk, keys, sign), focus=_after(desk, button))


def _open(about: Asked, fields: Fields) -> list[str]:
    """The narratives to sign off at once: not those whose figures have changed since, unless they were changed too."""
    found = {key_of(item.told): item.told for item in mine(board(), about).items}
    return [
        key
        for key, told in found.items()
        if key in fields and (fields[key].touched or not (told.settled or told.doubtful))
    ]


def _done(desk: Desk, keys: list[str], sign: bool) -> str:
    titles = {key: item.told.title for key, item, _ in desk.items}
    told = [item.told for _, item, _ in desk.items]
    what = titles[keys[0]] if len(keys) == 1 else _narratives(len(keys))
    done = [f"{what}: {'signed off' if sign else 'saved, not yet signed off'}."] if keys else []
    doubtful = sum(one.doubtful for one in told)
    rest = sum(not one.settled for one in told) - doubtful
    left = [f"{rest} still to sign off."] if rest else []
    look = [f"{_narratives(doubtful)} to look at again: figures have changed."] if doubtful else []
    return " ".join([*done, *left, *look] if left or look else [*done, "Everything is signed off."])


def _after(desk: Desk, button: Press) -> tuple[str, str]:
    """Who has saved signs off next; who has signed off goes on to what is not settled yet."""
    if button.act == "keep":
        return "sign", button.key
    return ("sign", desk.next) if desk.next else ("said", "")


def _redraft(button: Press, about: Asked, fields: Fields, order: tuple[str, ...], _who: object) -> Desk:
    """Another text into the field, which nobody has kept yet; what stood there can be put back."""
    there = fields[button.key]
    told = next(item.told for item in mine(board(), about).items if key_of(item.told) == button.key)
    texts = {
        "renew": lambda: renew(board(), about, button.key),
        "draft": lambda: told.draft,
        "back": lambda: there.before,
    }
    if button.act == "theirs":
        there, text = replace(there, overtaken=False, shown=told.text, seen=told.note), told.text
    else:
        text = texts[button.act]()
    before = there.text if there.text != text else there.before
    desk = _laid(about, fields | {button.key: replace(there, text=text, before=before)}, order)
    return replace(desk, said=f"{told.title}: look the text over, then save or sign off.", focus=("text", button.key))


def _laid(about: Asked, fields: Fields, order: tuple[str, ...]) -> Desk:
    """The desk as it is now; a field in which nothing was typed takes what stands."""
    found = mine(anew(), about)
    now: Fields = {}
    for item in found.items:
        key = key_of(item.told)
        there = fields.get(key)
        now[key] = there if there and (there.touched or there.fault or there.before) else _fresh(item)
    return Desk(found, now, order=order)


def _narratives(count: int) -> str:
    return f"{count} narrative" + ("" if count == 1 else "s")


_ACTS = {"keep": _keep, "sign": _keep, **dict.fromkeys(("renew", "draft", "back", "theirs"), _redraft)}
