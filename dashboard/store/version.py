"""The version of all that is stored: a few numbers that no load, undo or decision leaves as they were."""

from sqlalchemy import Connection, ScalarSelect, func, select

from dashboard.store.schema import decision, note, observation, upload

Version = tuple[int, ...]
# how many of its numbers, from the first on, are of the figures alone and not of what people say
FIGURES = 7
_u, _o, _d = upload.c, observation.c, decision.c

# Uploads and figures by the newest and its moment, which also tells two restored copies apart that have grown by the
# same number; figures that ended by the last moment; undone uploads and withdrawn decisions by their number. Each looks
# at the end of an index, beside whatever else a statement reads.
PARTS: tuple[ScalarSelect[int], ...] = (
    select(func.max(_u.loaded_at)).scalar_subquery(),
    select(func.count()).select_from(upload).where(_u.status == "undone").scalar_subquery(),
    select(func.max(_o.id)).scalar_subquery(),
    select(_o.valid_from).order_by(_o.id.desc()).limit(1).scalar_subquery(),
    select(func.max(_o.valid_to)).where(_o.valid_to.is_not(None)).scalar_subquery(),
    select(func.max(_d.id)).scalar_subquery(),
    select(func.count(_d.valid_to)).scalar_subquery(),
    select(func.max(note.c.id)).scalar_subquery(),
    select(func.count(note.c.valid_to)).scalar_subquery(),
)


def version(connection: Connection) -> Version:
    """The version of what this transaction sees."""
    return tuple(found or 0 for found in connection.execute(select(*PARTS)).one())
