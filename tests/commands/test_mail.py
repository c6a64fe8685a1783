"""safer mail: asked for, listed, ended, and what cannot be sent is said."""

from pathlib import Path

from typer.testing import CliRunner

from cli import app
from dashboard.scorecard.strategies import opened
from dashboard.settings import DATA
from dashboard.store.store import Store


def test_what_is_sent_is_asked_for_listed_and_ended(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'mail.sqlite'}"
    store = Store.open(url)
    opened(store, DATA / "strategies")
    store.close()

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["mail", *words, "--database", url])
        return done.exit_code, done.output

    assert "Nobody has anything sent" in run("list")[1]
    assert run("subscribe", "chair@council.example", "--kind", "digest", "--strategy", "2012-13")[0] == 0
    assert "chair@council.example: digest of 2012-13, E09000006: not confirmed yet" in run("list")[1]
    assert run("subscribe", "nobody", "--kind", "digest")[0] == 2
    assert "is never sent" in run("subscribe", "a@b.example", "--kind", "songs")[1]
    code, said = run("send")
    assert (code, "Set SAFER_SMTP_URL" in said) == (2, True)
    assert run("end", "1") == (0, "Nothing more is sent to chair@council.example.\n")
    assert run("end", "7")[0] == 2
    assert "Nobody has anything sent" in run("list")[1]
