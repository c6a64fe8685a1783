"""What a browser may send to a callback: JSON of the shape Dash itself sends, of callbacks there are."""

from collections.abc import Mapping
from typing import Any

from flask import Request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

_DEEPEST = 40
_LISTS = ("inputs", "state", "changedPropIds")


def asked(request: Request, callbacks: Mapping[str, Any]) -> Any:
    """The callback that a request asks for. Raises BadRequest, UnsupportedMediaType."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType("Callbacks take application/json.")
    try:
        body = request.get_json()
        deep = _deeper(body, _DEEPEST)
    except RecursionError as error:
        raise BadRequest("The JSON is nested too deeply.") from error
    if deep or not isinstance(body, dict) or not isinstance(body.get("output"), str):
        raise BadRequest("This is no request for a callback.")
    found = callbacks.get(body["output"])
    if found is None or not _fits(body, found):
        raise BadRequest("There is no such callback.")
    return found


def _fits(body: dict[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether a body has as many inputs, states and outputs as the callback declares, each of its form."""
    if not all(isinstance(body.get(name, []), list) for name in _LISTS):
        return False
    inputs, states = body.get("inputs", []), body.get("state", [])
    if (len(inputs), len(states)) != (len(found["inputs"]), len(found["state"])):
        return False
    several = body["output"].startswith("..")
    outputs = body.get("outputs", [] if several else {})
    count = body["output"].count("...") + 1 if several else 1
    if not isinstance(outputs, list if several else dict) or (several and len(outputs) != count):
        return False
    changed = all(isinstance(name, str) for name in body.get("changedPropIds", []))
    return changed and all(_property(one) for one in (*inputs, *states, *(outputs if several else [])))


def _property(one: Any) -> bool:
    if isinstance(one, list):
        return all(isinstance(part, dict) and _property(part) for part in one)
    return isinstance(one, dict) and isinstance(one.get("property"), str) and isinstance(one.get("id"), str | dict)


def _deeper(value: Any, left: int) -> bool:
    """Whether a document is nested more deeply than any that is meant."""
    if left == 0:
        return True
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_deeper(part, left - 1) for part in parts if isinstance(part, dict | list))
