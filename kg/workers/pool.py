"""The side of the build: starts workers, hands articles out, and goes on when a worker ends."""

import atexit
import subprocess
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from queue import SimpleQueue

from kg.children import receive, send, start
from kg.errors import InternalError
from kg.ledger import bare
from kg.ledger.codec import encode_article
from kg.lexicon.user import UserName
from kg.model.text import Article
from kg.workers.process import (
    ALARMED,
    ARTICLES,
    BEGUN,
    FOUND,
    HUNGRY,
    NAMES,
    READY,
    TIMED_OUT,
    encode_names,
)

_GRACE = 30.0  # seconds after which the parent ends a worker whose own clock has stopped
_KILLED = -9  # on the systems that say so
# Items go to a worker several at once, since reading their words together costs a fifth less. More characters at once
# gain nothing, and the last items should not keep one worker busy while the others have nothing left.
_TOGETHER = 4_000
_SHARES = 8  # of a worker, at least, when the items are few


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may take: seconds of time, megabytes of data in its worker."""

    seconds: float
    megabytes: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is nothing of an item: half a sentence, to follow the item's name.

    ``by_company``: what was read together with it may be to blame, so that it must be tried alone.
    """

    reason: str
    by_company: bool = False


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
        """End the idle workers; those that still load are not waited for."""
        while self._idle:
            worker = self._idle.pop()
            if not worker.ready:
                worker.kill()
            worker.end()

    def start(self, workers: int) -> None:
        """Have as many workers load what they need, before there is anything to annotate; returns at once."""
        while len(self._idle) < workers:
            self._idle.append(self._start())

    def annotate(
        self, items: Iterable[tuple[str, Article]], workers: int
    ) -> Generator[tuple[str, bytes | Failure], None, None]:
        """Yield (key, what was found, packed) for each (key, article), in the order in which they are done.

        Workers are given several items at once, neighbours, fewer when ``items`` is a sequence and a short one. A worker
        that ends or goes beyond a limit costs the item it had, and a new one takes its place; an item that fails in
        company is tried again alone, so that it never fails by its neighbours. Close the iterator to stop in the
        middle. Raises: InternalError when workers cannot start at all.
        """
        together = _TOGETHER
        if isinstance(items, Sequence):
            together = min(together, sum(len(article.text) for _, article in items) // (_SHARES * max(1, workers)))
        shift = _Shift(self._start, iter(items), self._idle, together)
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
        self,
        start: Callable[[], "_Worker"],
        feed: Iterator[tuple[str, Article]],
        idle: list["_Worker"],
        together: int,
    ) -> None:
        """``together`` is how many characters are given to a worker at once, one item at least."""
        self.done: SimpleQueue[tuple[str, bytes | Failure] | BaseException | None] = SimpleQueue()
        self._start = start
        self._feed = feed
        self._held: tuple[str, Article] | None = None  # taken from the feed, and too long for the group that it met
        self._back: list[list[tuple[str, Article]]] = []  # groups that a worker did not get to
        self._together = together
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
            while group := self._next():
                if worker is None:
                    worker = self._worker()
                self._annotate(worker, group)
                if not worker.lives:
                    worker.end()
                    self._busy.remove(worker)
                    worker = None
            self._release(worker)
        except BaseException as error:  # noqa: BLE001 - raised again where the items are asked for
            self.done.put(error)
        finally:
            self.done.put(None)

    def _annotate(self, worker: "_Worker", group: list[tuple[str, Article]]) -> None:
        """Have a group annotated; what failed by its company, or was not got to, is given back."""
        left = list(group)
        again: list[list[tuple[str, Article]]] = []
        for outcome in worker.annotate([article for _, article in group]):
            item = left.pop(0)
            if isinstance(outcome, Failure) and outcome.by_company:
                again.append([item])
            else:
                self.done.put((item[0], outcome))
        if left:
            again += [left] if worker.begun else [[item] for item in left]
        with self._guard:
            self._back += again

    def _next(self) -> list[tuple[str, Article]]:
        """The next items for one worker, neighbours, up to the characters that go together; none at the end."""
        with self._guard:
            if self._stopped:
                return []
            if self._back:
                return self._back.pop()
            group: list[tuple[str, Article]] = []
            length = 0
            while item := self._held or next(self._feed, None):
                self._held = None
                length += len(item[1].text)
                if group and length > self._together:
                    self._held = item
                    break
                group.append(item)
            return group

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


def _packed(articles: Sequence[Article]) -> bytes:
    """Articles as a message: a line each."""
    return b"\n".join(encode_article(bare(article)) for article in articles)


class _Worker:
    """One child process, and the talk with it."""

    def __init__(self, extractor: str, limits: Limits, names: bytes) -> None:
        self._limits = limits
        self.ready = False  # whether it has loaded all and said so
        self.begun = False  # whether it got so far, in the last group, that each article answers for itself
        self._process = start("kg.workers.process", extractor, str(limits.seconds), str(limits.megabytes))
        assert self._process.stdin is not None
        with suppress(OSError):  # it ended already; what it says, or that it says nothing, tells
            send(self._process.stdin, NAMES, names)

    @property
    def lives(self) -> bool:
        """True while it can take another article."""
        return self._process.poll() is None

    def annotate(self, articles: Sequence[Article]) -> Iterator[bytes | Failure]:
        """What was found in each article, packed, or why nothing was; no more after one that ended the process."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        if not self.ready:
            first = receive(process.stdout)
            if first is None or first[0] != READY:
                status = self.end()
                told = first[1].decode("utf-8", "replace") if first else f"it ended with status {status}"
                raise InternalError(f"a worker could not start: {told}")
            self.ready = True
        self.begun = False
        started = time.monotonic()
        message = self._answer(partial(send, process.stdin, ARTICLES, _packed(articles)))
        self.begun = message is not None and message[0] == BEGUN
        for _ in articles if self.begun else ():
            started = time.monotonic()
            message = self._answer()
            if message is None:
                break
            kind, body = message
            in_company = kind == HUNGRY and len(articles) > 1
            yield body if kind == FOUND else Failure(body.decode("utf-8", "replace"), in_company)
        if message is not None:
            return
        status = self.end()
        # Only the worker's clock sends an alarm; what ended it otherwise may have other reasons before the time is over.
        took_long = status == ALARMED or (
            status in (TIMED_OUT, _KILLED) and time.monotonic() - started >= self._limits.seconds
        )
        if len(articles) > 1 and not self.begun:
            return  # any of them may be to blame
        if took_long:
            limit = f"{self._limits.seconds:g} s"
            yield Failure(f"took longer than {limit}; divide it, or give more time with --item-seconds")
        else:
            told = f"ended the process that read it (status {status}); divide it, or leave it out"
            yield Failure(told, by_company=len(articles) > 1)

    def _answer(self, ask: Callable[[], None] | None = None) -> tuple[bytes, bytes] | None:
        """The next message, after asking for it; None when the process has ended, be it by the clock."""
        clock = threading.Timer(self._limits.seconds + _GRACE, self._process.kill)
        clock.daemon = True
        clock.start()
        try:
            if ask is not None:
                ask()
            assert self._process.stdout is not None
            return receive(self._process.stdout)
        except OSError:
            return None  # it ended before it had read everything
        finally:
            clock.cancel()

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
