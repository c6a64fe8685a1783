"""Work in a process of its own, with limits of memory and time, so that no file can take its caller down.

The process is forked, which costs a few milliseconds, and says what it came to as lines of JSON: a reader that went
astray can say something wrong, but unlike with pickle nothing it says is ever carried out.
"""

import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from dashboard.errors import SaferError

Document = dict[str, Any]
Tell = Callable[[str, float], None]
MEMORY, LONGEST = 3 * 1024**3, 900.0
# what a process may say at most, in bytes; how often its caller looks up, in seconds
_MOST, _LOOK = 1 << 30, 0.3
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_LIBC = ctypes.CDLL(None, use_errno=True)
_within = False


class Fell(SaferError):
    """A process that came to nothing. `kind`: memory, time, stopped, said, fault, or died.

    `how` is its signal or fault, or the sentence it said.
    """

    template = "{how}"

    def __init__(self, *, kind: str, how: str, stage: str = "") -> None:
        self.kind, self.how, self.stage = kind, how, stage
        super().__init__(how=how)

    @property
    def killed(self) -> bool:
        """Whether somebody else ended it, as a machine does that runs out of memory; a file never does that."""
        return self.kind == "died" and self.how == f"signal {signal.SIGKILL}"


def inside() -> bool:
    """Whether this is such a process already."""
    return _within


def silent(_stage: str, _share: float) -> None:
    """Progress that nobody watches."""


def apart(
    work: Callable[[Tell], Document],
    *,
    memory: int = MEMORY,
    seconds: float = LONGEST,
    tell: Tell = silent,
    look: Callable[[], bool] = lambda: True,
) -> Document:
    """What `work` returns, done in a process of its own. `memory` is in bytes beside what is in use already.

    `look` is asked several times a second: False ends the work. Raises Fell however else it ends.
    """
    here, there = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    caller = os.getpid()
    process = os.fork()
    if process == 0:
        os.close(here)
        _LIBC.prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != caller:
            os._exit(1)
        _do(work, there, memory)
    os.close(there)
    try:
        return _heard(here, process, time.monotonic() + seconds, tell, look)
    finally:
        os.close(here)
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(process, 0)


def _heard(here: int, process: int, ends: float, tell: Tell, look: Callable[[], bool]) -> Document:
    """Follow what a process says until it is done."""
    held, stage = bytearray(), ""
    while time.monotonic() < ends:
        if select.select([here], [], [], _LOOK)[0]:
            chunk = os.read(here, 1 << 20)
            if not chunk:
                raise _ended(process, stage)
            held += chunk
            if len(held) > _MOST:
                raise Fell(kind="memory", how="it said too much", stage=stage)
            if b"\n" in chunk:
                *lines, rest = bytes(held).split(b"\n")
                held = bytearray(rest)
                for line in lines:
                    said = _parsed(line, stage)
                    if "stage" not in said:
                        return _outcome(said, stage)
                    stage = str(said["stage"])
                    tell(stage, float(said["share"]))
        if not look():
            raise Fell(kind="stopped", how="it was stopped", stage=stage)
    raise Fell(kind="time", how=f"it took longer than {ends:.0f} seconds", stage=stage)


def _parsed(line: bytes, stage: str) -> Document:
    try:
        said = json.loads(line)
    except ValueError as error:
        raise Fell(kind="died", how="it said what makes no sense", stage=stage) from error
    if not isinstance(said, dict):
        raise Fell(kind="died", how="it said what makes no sense", stage=stage)
    return said


def _outcome(said: Document, stage: str) -> Document:
    if isinstance(done := said.get("done"), dict):
        return done
    if "trace" in said:
        sys.stderr.write(str(said["trace"]))
    raise Fell(kind=str(said.get("kind", "died")), how=str(said.get("how", "")), stage=stage)


def _ended(process: int, stage: str) -> Fell:
    """How a process ended that said nothing at last."""
    _, status = os.waitpid(process, 0)
    if not os.WIFSIGNALED(status):
        return Fell(kind="died", how=f"status {os.waitstatus_to_exitcode(status)}", stage=stage)
    number = os.WTERMSIG(status)
    kind = {signal.SIGABRT: "memory", signal.SIGXCPU: "time"}.get(signal.Signals(number), "died")
    return Fell(kind=kind, how=f"signal {number}", stage=stage)


def _do(work: Callable[[Tell], Document], there: int, memory: int) -> None:
    """In the process itself, which never returns."""
    global _within
    _within = True
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    said: Document
    try:
        with _limit(resource.RLIMIT_AS, _in_use() + memory):
            said = {"done": work(lambda stage, share: _say(there, {"stage": stage, "share": share}))}
            line = _line(said)
    except SaferError as error:
        line = _line({"kind": "said", "how": str(error)})
    except MemoryError:
        line = _line({"kind": "memory", "how": "memory"})
    except BaseException as error:  # whatever it is, the caller is told, and this process ends here
        how = f"{type(error).__name__} at {time.strftime('%H:%M:%S')}"
        line = _line({"kind": "fault", "how": how, "trace": traceback.format_exc()})
    with contextlib.suppress(OSError):
        _write(there, line)
    os._exit(0)


def _line(said: Document) -> bytes:
    return json.dumps(said, separators=(",", ":")).encode() + b"\n"


def _say(there: int, said: Document) -> None:
    _write(there, _line(said))


def _write(there: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(there, view) :]


@contextlib.contextmanager
def bounded(*, memory: int, seconds: int) -> Iterator[None]:
    """Within such a process: limits for a part of the work, in bytes and seconds of its own. Elsewhere nothing."""
    if not _within:
        yield
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    quiet = os.open(os.devnull, os.O_WRONLY)
    said = os.dup(2)
    os.dup2(quiet, 2)  # a library that aborts says so on standard error; the caller says it better
    try:
        with _limit(resource.RLIMIT_AS, _in_use() + memory), _limit(resource.RLIMIT_CPU, spent + seconds + 1):
            yield
    finally:
        os.dup2(said, 2)
        os.close(said)
        os.close(quiet)


@contextlib.contextmanager
def _limit(what: int, most: int) -> Iterator[None]:
    before = resource.getrlimit(what)
    with contextlib.suppress(ValueError, OSError):  # not every system limits memory
        resource.setrlimit(what, (most if before[0] < 0 else min(most, before[0]), before[1]))
    try:
        yield
    finally:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, before)


def _in_use() -> int:
    """The address space of this process, in bytes."""
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - a file of the kernel
        return int(file.read().split()[0]) * resource.getpagesize()
