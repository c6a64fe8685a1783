"""What became of uploaded files: how each was recognised, what changes, and every problem with its place."""

from dataclasses import asdict
from typing import Any

from dash import html

from dashboard.records import Problem
from layouts._parts.numbers import short_period
from layouts._parts.tables import table

Result = dict[str, Any]
_COUNTS = ("new", "changed", "unchanged", "gone")
_STATES = {
    "committed": "Kept",
    "unchanged": "Nothing new",
    "refused": "Not accepted",
    "dry-run": "Ready to be kept",
}


def faults(name: str, *problems: Problem) -> Result:
    """A result for a file that never reached a loader."""
    return {
        "file": name,
        "status": "refused",
        "source": None,
        "upload": None,
        "counts": dict.fromkeys(_COUNTS, 0),
        "areas": 0,
        "periods": [],
        "problems": [asdict(problem) for problem in problems],
    }


def report(results: list[Result], *, kept: bool) -> list[Any]:
    """An error summary, each file, and the button that keeps what can be kept."""
    ready = sum(result["status"] == "dry-run" for result in results)
    entries = [_file(result, number) for number, result in enumerate(results)]
    return [_summary(results), _said(results, kept), *entries, _keep(ready, len(results))]


def _said(results: list[Result], kept: bool) -> html.H2:
    done = sum(result["status"] == "committed" for result in results)
    if kept:
        return html.H2(f"{_files(done)} kept" if done else "Nothing was kept")
    return html.H2(f"{_files(len(results))} checked")


def _files(count: int) -> str:
    return f"{count} file" + ("" if count == 1 else "s")


def _summary(results: list[Result]) -> html.Div | None:
    """GOV.UK's error summary: what is wrong, each leading to its place."""
    errors = [
        html.Li(html.A(f"{result['file']}: {problem['message']}", href=f"#problem-{number}-{place}"))
        for number, result in enumerate(results)
        for place, problem in enumerate(result["problems"])
        if problem["severity"] == "error"
    ]
    if not errors:
        return None
    return html.Div(
        [html.H2("There is a problem", id="summary-title"), html.Ul(errors)],
        className="error-summary",
        role="alert",
        tabIndex=-1,
        **{"aria-labelledby": "summary-title"},
    )


def _file(result: Result, number: int) -> html.Section:
    state = html.Span(_STATES.get(result["status"], result["status"]), className=f"tag tag-{result['status']}")
    problems = [_problem(problem, number, place) for place, problem in enumerate(result["problems"])]
    return html.Section(
        [
            html.Div([html.H3(result["file"]), state], className="card-head"),
            _recognised(result),
            _changes(result),
            html.Ul(problems, className="problems") if problems else None,
            *(html.P(note, className="note") for note in result.get("notes") or []),
        ],
        className="file",
        **{"data-testid": "upload-file", "data-status": result["status"]},
    )


def _recognised(result: Result) -> html.P:
    if not result["source"]:
        return html.P("Not recognised.", className="quiet")
    why = f": {result['why']}" if result.get("why") else ""
    return html.P(["Recognised as ", html.Strong(result["source"]), f"{why}."], className="quiet")


def _changes(result: Result) -> html.Div | None:
    if result["status"] == "refused":
        return None
    counts = result["counts"]
    row = (f"{result['areas']} areas, {_span(result['periods'])}", *(f"{counts[name]:,}" for name in _COUNTS))
    return table("Figures in this file", ("Covers", "New", "Changed", "Unchanged", "Gone"), [row], quiet=True)


def _span(periods: list[str]) -> str:
    first, last = (short_period(key) for key in periods)
    return first if first == last else f"{first} to {last}"


def _problem(problem: dict[str, Any], number: int, place: int) -> html.Li:
    where = "!".join(str(part) for part in (problem["sheet"], problem["cell"]) if part)
    word = "Error" if problem["severity"] == "error" else "Warning"
    return html.Li(
        [
            html.P(
                [
                    html.Strong(word, className=f"severity severity-{problem['severity']}"),
                    html.Code(where, className="place") if where else None,
                    html.Span(problem["message"]),
                ]
            ),
            html.P(problem["hint"], className="hint") if problem["hint"] else None,
        ],
        id=f"problem-{number}-{place}",
        tabIndex=-1,
        **{"data-testid": "upload-problem", "data-severity": problem["severity"], "data-code": problem["code"]},
    )


def _keep(ready: int, count: int) -> html.Div | None:
    if not ready:
        return None
    others = f" The {_files(count - ready)} above with nothing to keep will be left out." if count > ready else ""
    words = f"Keep {_files(ready)}"
    button = html.Button(
        words, id="upload-commit", className="button", type="button", **{"data-testid": "upload-commit"}
    )
    return html.Div([button, html.Span(others, className="quiet")], className="keep")


def recent(uploads: list[dict[str, Any]]) -> html.Section:
    """The last files kept, newest first."""
    title = html.H2("Kept before")
    if not uploads:
        return html.Section([title, html.P("Nothing has been loaded yet.")])
    headings = ("File", "Loaded", "By", "Source", "New", "Changed", "Gone")
    rows = [
        (
            row["file"],
            html.Span(str(row["loaded_at"])[:16].replace("T", " "), className="whole"),
            row["loaded_by"],
            row["source"],
            *(f"{row['counts'][name]:,}" for name in ("new", "changed", "gone")),
        )
        for row in uploads[:20]
    ]
    made = table("The newest uploads, times in UTC", headings, rows, words=frozenset({1, 2, 3}))
    return html.Section([title, made], className="recent")
