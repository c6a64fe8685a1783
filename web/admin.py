"""Administration: people, sessions, tokens and the audit log, by forms that need no script."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, abort, g, redirect, request

from dashboard.errors import SaferError
from dashboard.roles import LEAD, ROLES
from dashboard.settings import Settings
from dashboard.store.audit import Row
from dashboard.store.links import PASSWORD
from dashboard.store.moments import iso
from dashboard.store.sessions import Limits
from dashboard.store.store import Store
from dashboard.store.tokens import PURPOSES
from web.pages import drawn

_PAGE = 50
Act = Callable[[Store, str], tuple[str, str]]


def admin(server: Flask, store: Store, settings: Settings) -> None:
    """Add /admin, what its forms do, and the audit log as a spreadsheet."""

    def look() -> Any:
        return _drawn(store, settings)

    def do(part: str) -> Any:
        act = _ACTS.get(part)
        if request.method == "GET":
            return _exported(store) if part == "audit.csv" else abort(404)
        if act is None:
            abort(404)
        try:
            said, secret = act(store, g.person.name)
        except SaferError as error:
            return _drawn(store, settings, fault=str(error), status=400)
        # what is told once is shown by this answer and never again
        return _drawn(store, settings, said=said, secret=secret) if secret else redirect("/admin", 303)

    server.add_url_rule("/admin", "admin", look, methods=["GET"])
    server.add_url_rule("/admin/<part>", "admin_do", do, methods=["GET", "POST"])


def _drawn(
    store: Store, settings: Settings, *, fault: str = "", status: int = 200, said: str = "", secret: str = ""
) -> Response:
    asked = {name: request.args.get(name, "")[:80] for name in ("what", "search")}
    text = request.args.get("page", "1")
    page = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    rows = store.audit.rows(**asked, offset=(max(page, 1) - 1) * _PAGE, limit=_PAGE + 1)
    return drawn(
        "admin.html",
        title="Administration",
        fault=fault,
        status=status,
        said=said,
        secret=secret,
        people=store.people.all(),
        sessions=store.sessions.standing(Limits.of(settings)),
        tokens=store.tokens.all(),
        roles=ROLES,
        purposes=PURPOSES,
        rows=[_told(row) for row in rows[:_PAGE]],
        asked=asked,
        page=max(page, 1),
        more=len(rows) > _PAGE,
        when=lambda moment: iso(moment)[:16].replace("T", " "),
    )


def _told(row: Row) -> dict[str, Any]:
    told = row.as_row()
    said = [f"{name}: {_words(told[name])}" for name in ("before", "after") if told[name]]
    return told | {
        "at": told["at"][:19].replace("T", " "),
        "more": "; ".join(said),
    }


def _words(document: dict[str, Any]) -> str:
    """What a row keeps, as a reader takes it in: digests in short; the export has them whole."""
    short = {name: value[:12] if name == "sha256" else _plain(value) for name, value in document.items()}
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in short.items())


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _exported(store: Store) -> Response:
    """The whole log as csv, with the seal of its last row: what is exported later can be held against it."""
    found, out = store.audit.verify(), io.StringIO()
    store.audit.note("audit.export", f"{found.rows} rows")
    writer = csv.writer(out)
    writer.writerow(["number", "at", "who", "what", "subject", "origin", "before", "after", "seal"])
    for row in reversed(store.audit.rows()):
        writer.writerow([row.number, iso(row.at), *map(_safe, row[2:8]), row.mac])
    answer = Response(out.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=audit.csv"
    answer.headers["X-Audit-Head"] = found.head
    return answer


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠") else text


def _field(name: str) -> str:
    return request.form.get(name, "")[:200].strip()


def _priorities() -> tuple[str, ...]:
    return tuple(word for word in _field("priorities").replace(",", " ").split() if word)


def _add(store: Store, by: str) -> tuple[str, str]:
    role = _field("role")
    own = _priorities() if role == LEAD else ()
    person = store.people.add(_field("name"), role, by=by, sign_in=_field("sign_in") or None, priorities=own)
    return f"{person.name} is added. This link sets their password", _link(store, person.name)


def _link(store: Store, name: str) -> str:
    secret = store.links.issue(PASSWORD, store.people.named(name))
    return f"{request.host_url.rstrip('/')}/welcome/{secret}"


def _reset(store: Store, _by: str) -> tuple[str, str]:
    name = _field("name")
    return f"This link sets a new password for {name}", _link(store, name)


def _change(store: Store, by: str) -> tuple[str, str]:
    role = _field("role")
    store.people.change(_field("name"), role=role, priorities=_priorities() if role == LEAD else (), by=by)
    return "", ""


def _disable(store: Store, by: str) -> tuple[str, str]:
    store.people.disable(_field("name"), by=by)
    return "", ""


def _enable(store: Store, by: str) -> tuple[str, str]:
    store.people.enable(_field("name"), by=by)
    return "", ""


def _end(store: Store, by: str) -> tuple[str, str]:
    store.sessions.end_one(_number(), by=by)
    return "", ""


def _token(store: Store, by: str) -> tuple[str, str]:
    days = _field("days")
    secret = store.tokens.make(
        _field("name"), purpose=_field("purpose"), days=int(days) if days.isdecimal() and len(days) < 6 else 0, by=by
    )
    return f"The token of {_field('name')}", secret


def _revoke(store: Store, by: str) -> tuple[str, str]:
    store.tokens.revoke(_number(), by=by)
    return "", ""


def _number() -> int:
    text = _field("number")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


_ACTS: dict[str, Act] = {
    "add": _add,
    "reset": _reset,
    "change": _change,
    "disable": _disable,
    "enable": _enable,
    "end-session": _end,
    "token": _token,
    "revoke": _revoke,
}
