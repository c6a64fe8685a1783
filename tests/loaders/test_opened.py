"""A workbook is opened in a process of its own: however that ends, its reader is told what is so."""

import os
import signal

import pytest

from loaders import _opened as opened
from loaders._limits import UnreadableFile


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (signal.SIGKILL, "reader-ended", "ended from outside (signal 9)"),
        (signal.SIGSEGV, "damaged", "is damaged or cut short"),
        (signal.SIGABRT, "too-large", "SAFER_READ_MEMORY_MB"),
        (signal.SIGXCPU, "too-large", "SAFER_READ_SECONDS"),
    ],
)
def test_how_its_process_ended_is_what_is_said(
    monkeypatch: pytest.MonkeyPatch, number: signal.Signals, code: str, words: str
) -> None:
    monkeypatch.setattr(opened, "_parsed", lambda *_: os.kill(os.getpid(), number))
    with pytest.raises(UnreadableFile) as refused:
        opened.parts(b"", "book.xlsx", "zip")
    assert refused.value.code == code
    assert words in f"{refused.value} {refused.value.hint}"
    assert str(refused.value).startswith("book.xlsx")
