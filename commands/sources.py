"""safer sources: the publications and returns that are recognised, and by what."""

from dataclasses import asdict

from commands._common import AsJson, out, print_json
from loaders._registry import all_loaders


def sources(as_json: AsJson = False) -> None:
    """The publications and returns that are recognised, and by what."""
    specs = [loader.SOURCE for loader in all_loaders().values()]
    if as_json:
        print_json({"sources": [asdict(spec) for spec in specs]})
        return
    for spec in specs:
        out(f"{spec.code}: {spec.title} ({spec.publisher}, every {spec.frequency})\n    {spec.recognises}")


COMMANDS = {"sources": sources}
