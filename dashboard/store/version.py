"""The version of all that is stored: a few numbers that no load, undo or decision leaves as they were."""

from sqlalchemy import Connection, ScalarSelect, func, select

from dashboard.store.schema import decision, note, observation, upload

Version = tuple[int, ...]


def version(connection: Connection) -> Version:
    """The version of what this transaction sees, by one statement that looks at the ends of indexes.

    Uploads and figures by the newest and its moment, which also tells two restored copies apart that have grown by
    the same number; figures that ended by the last moment; undone uploads and withdrawn decisions by their number.
    """
    u, o, d = upload.c, observation.c, decision.c
    parts: list[ScalarSelect[int]] = [
        select(func.max(u.loaded_at)).scalar_subquery(),
        select(func.count()).select_from(upload).where(u.status == "undone").scalar_subquery(),
        select(func.max(o.id)).scalar_subquery(),
        select(o.valid_from).order_by(o.id.desc()).limit(1).scalar_subquery(),
        select(func.max(o.valid_to)).where(o.valid_to.is_not(None)).scalar_subquery(),
        select(func.max(d.id)).scalar_subquery(),
        select(func.count(d.valid_to)).scalar_subquery(),
        select(func.max(note.c.id)).scalar_subquery(),
        select(func.count(note.c.valid_to)).scalar_subquery(),
    ]
    return tuple(found or 0 for found in connection.execute(select(*parts)).one())
