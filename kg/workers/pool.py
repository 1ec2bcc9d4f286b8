"""The side of the build: starts workers, hands articles out, and goes on when a worker ends.

Workers are plain child processes rather than those of multiprocessing, which import the caller's script again and so
ask every caller for a guard around its own start.
"""

import atexit
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from queue import SimpleQueue

from kg.errors import InternalError
from kg.ledger import bare
from kg.ledger.codec import encode_article
from kg.lexicon.user import UserName
from kg.model.text import Article
from kg.workers.process import ARTICLE, FOUND, NAMES, READY, TIMED_OUT, encode_names, receive, send

_GRACE = 30.0  # seconds after which the parent ends a worker whose own clock has stopped
_KILLED = -9  # on the systems that say so


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may take: seconds of time, megabytes of data in its worker."""

    seconds: float
    megabytes: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is nothing of an item: half a sentence, to follow the item's name."""

    reason: str


@cache
def pool(extractor: str, limits: Limits, names: tuple[UserName, ...] = ()) -> "Pool":
    """The pool of this process for an extractor; its workers stay for the next build, and end with the process."""
    made = Pool(extractor, limits, names)
    atexit.register(made.close)
    return made


class Pool:
    """Workers of one extractor (``package.module:function``), started when needed, kept until :meth:`close`."""

    def __init__(self, extractor: str, limits: Limits, names: tuple[UserName, ...] = ()) -> None:
        """``names`` are those that a user teaches; the extractor is called with them when there are any."""
        self._start = partial(_Worker, extractor, limits, encode_names(names))
        self._idle: list[_Worker] = []

    def close(self) -> None:
        """End the idle workers."""
        while self._idle:
            self._idle.pop().end()

    def annotate(
        self, items: Iterable[tuple[str, Article]], workers: int
    ) -> Generator[tuple[str, bytes | Failure], None, None]:
        """Yield (key, what was found, packed) for each (key, article), in the order in which they are done.

        A worker that ends or goes beyond a limit costs the item it had, and a new one takes its place. Close the
        iterator to stop in the middle. Raises: InternalError when workers cannot start at all.
        """
        shift = _Shift(self._start, iter(items), self._idle)
        threads = [threading.Thread(target=shift.serve, daemon=True) for _ in range(max(1, workers))]
        for thread in threads:
            thread.start()
        try:
            running = len(threads)
            while running:
                outcome = shift.done.get()
                if outcome is None:
                    running -= 1
                elif isinstance(outcome, BaseException):
                    raise outcome
                else:
                    yield outcome
        finally:
            shift.stop()
            for thread in threads:
                thread.join()


class _Shift:
    """One call of :meth:`Pool.annotate`: threads that each talk with one worker at a time."""

    def __init__(
        self, start: Callable[[], "_Worker"], feed: Iterator[tuple[str, Article]], idle: list["_Worker"]
    ) -> None:
        self.done: SimpleQueue[tuple[str, bytes | Failure] | BaseException | None] = SimpleQueue()
        self._start = start
        self._feed = feed
        self._idle = idle
        self._busy: list[_Worker] = []
        self._stopped = False
        self._guard = threading.Lock()  # around all of the above

    def stop(self) -> None:
        """Hand out nothing more, and end the workers that have something; nothing to do after the last item."""
        with self._guard:
            self._stopped = True
            for worker in self._busy:
                worker.kill()

    def serve(self) -> None:
        """What each thread does until nothing is left; None on the queue says that it has ended."""
        worker: _Worker | None = None
        try:
            while item := self._next():
                if worker is None:
                    worker = self._worker()
                self.done.put((item[0], worker.annotate(item[1])))
                if not worker.lives:
                    worker.end()
                    self._busy.remove(worker)
                    worker = None
            self._release(worker)
        except BaseException as error:  # noqa: BLE001 - raised again where the items are asked for
            self.done.put(error)
        finally:
            self.done.put(None)

    def _next(self) -> tuple[str, Article] | None:
        with self._guard:
            return None if self._stopped else next(self._feed, None)

    def _worker(self) -> "_Worker":
        with self._guard:
            worker = self._idle.pop() if self._idle else self._start()
            self._busy.append(worker)
            if self._stopped:
                worker.kill()
            return worker

    def _release(self, worker: "_Worker | None") -> None:
        with self._guard:
            if worker is not None:
                self._busy.remove(worker)
                if self._stopped:
                    worker.end()
                else:
                    self._idle.append(worker)


class _Worker:
    """One child process, and the talk with it."""

    def __init__(self, extractor: str, limits: Limits, names: bytes) -> None:
        self._limits = limits
        self._names = names
        self._ready = False
        # -P keeps a folder called kg in the current directory out of the child's path; ours stands in PYTHONPATH.
        code = "from kg.workers.process import main; main()"
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", code, extractor, str(limits.seconds), str(limits.megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )

    @property
    def lives(self) -> bool:
        """True while it can take another article."""
        return self._process.poll() is None

    def annotate(self, article: Article) -> bytes | Failure:
        """What was found in an article, packed, or why nothing was."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        if not self._ready:
            with suppress(OSError):  # it ended already; what it says, or that it says nothing, tells
                send(process.stdin, NAMES, self._names)
            first = receive(process.stdout)
            if first is None or first[0] != READY:
                status = self.end()
                told = first[1].decode("utf-8", "replace") if first else f"it ended with status {status}"
                raise InternalError(f"a worker could not start: {told}")
            self._ready = True
        started = time.monotonic()
        clock = threading.Timer(self._limits.seconds + _GRACE, process.kill)
        clock.daemon = True
        clock.start()
        try:
            send(process.stdin, ARTICLE, encode_article(bare(article)))
            message = receive(process.stdout)
        except OSError:
            message = None  # it ended before it had read everything
        finally:
            clock.cancel()
        if message is not None:
            kind, body = message
            return body if kind == FOUND else Failure(body.decode("utf-8", "replace"))
        status = self.end()
        if status in (TIMED_OUT, _KILLED) and time.monotonic() - started >= self._limits.seconds:
            limit = f"{self._limits.seconds:g} s"
            return Failure(f"took longer than {limit}; divide it, or give more time with --item-seconds")
        return Failure(f"ended the process that read it (status {status}); divide it, or leave it out")

    def kill(self) -> None:
        """End the process now; the thread that talks with it will notice."""
        with suppress(OSError):
            self._process.kill()

    def end(self) -> int:
        """End the process and let go of it; gives back its status."""
        process = self._process
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # a message that nobody will read
                    stream.close()
        try:
            return process.wait(timeout=1)  # it ends when its input does
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()
