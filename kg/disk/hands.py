"""Stages over the rows of each key, run by processes of our own while this one sorts and merges.

A stage decides about a key's rows alone (:mod:`kg.flow`), so any process may run it; what comes out comes in the order of
the keys, as if all had been run here. Where a process cannot run, or ends, its rows are run here.
"""

import contextlib
import gc
import marshal
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from kg.children import receive, send, start
from kg.flow.rows import ByKey, Row
from kg.flow.stages import Stage

Group = tuple[str, Iterable[Row]]  # a key, and its rows
_STAGE, _GROUPS, _MADE, _FAILED = b"s", b"g", b"m", b"f"
_TOGETHER = 1 << 18  # bytes of rows that are handed over at once
_MOST = 4 << 20  # bytes of one key's rows above which they are run here, as they come
_OVERHEAD = 60  # bytes of a row besides its data
_AHEAD = 3  # messages a process that wait or are worked on

_Plain = list[tuple[str, list[tuple[str, bytes]]]]  # keys, each with the sorts and data of its rows
_Made = list[list[tuple[str, str, bytes]]]  # what comes of each key: sorts, keys and data


class Hands:
    """So many processes, each started when it is first needed; 0 for none. Use it as a context."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._free: SimpleQueue[_Hand] = SimpleQueue()
        for _ in range(number):
            self._free.put(_Hand())
        self._threads = ThreadPoolExecutor(number) if number else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        while not self._free.empty():
            self._free.get().end()

    def through(self, stage: Stage, groups: Iterable[Group]) -> Iterator[tuple[str, Iterator[Row]]]:
        """Each key with what comes of its rows, in the order of the keys.

        What is left of a key's rows, or of what comes of them, is passed over. Held are a few messages a process.
        Raises: what the stage raises.
        """
        here = stage.made()
        if self._threads is None:
            for key, rows in groups:
                yield key, here(key, rows)
                _pass_over(rows)
            return
        sent = _Sent(pickle.dumps((stage.make, stage.given), pickle.HIGHEST_PROTOCOL), here)
        waiting: deque[tuple[_Plain, Future[_Made]]] = deque()
        batch: _Plain = []
        size = 0
        for key, rows in groups:
            plain, length, is_whole = _taken(rows)
            if is_whole:
                batch.append((key, plain))
                size += length
            if batch and (size >= _TOGETHER or not is_whole):
                waiting.append((batch, self._threads.submit(self._ask, sent, batch)))
                batch, size = [], 0
            yield from _outcomes(waiting, _AHEAD * self._number if is_whole else 0)
            if not is_whole:
                left = chain((Row(sort, key, data) for sort, data in plain), rows)
                yield key, here(key, left)
                _pass_over(left)
        if batch:
            waiting.append((batch, self._threads.submit(self._ask, sent, batch)))
        yield from _outcomes(waiting, 0)

    def rows(self, stage: Stage, groups: Iterable[Group]) -> Iterator[Row]:
        """What comes of all keys; see :meth:`through`."""
        for _, made in self.through(stage, groups):
            yield from made

    def _ask(self, sent: "_Sent", groups: _Plain) -> _Made:
        """Have a process run them, or else run them here. In a thread, of which there are as many as processes."""
        hand = self._free.get()
        try:
            made = hand.ask(sent, groups)
        finally:
            self._free.put(hand)
        return _run(sent.here, groups) if made is None else made


def _taken(rows: Iterable[Row]) -> tuple[list[tuple[str, bytes]], int, bool]:
    """The rows of a key, their size, and whether they are all: not of a key that has very many."""
    plain, size = [], 0
    for sort, _, data in rows:
        plain.append((sort, data))
        size += len(data) + _OVERHEAD
        if size > _MOST:
            return plain, size, False
    return plain, size, True


def _outcomes(waiting: deque[tuple[_Plain, Future[_Made]]], most: int) -> Iterator[tuple[str, Iterator[Row]]]:
    """What came of the first messages, until no more than so many wait."""
    while len(waiting) > most:
        groups, future = waiting.popleft()
        for (key, _), made in zip(groups, future.result(), strict=True):
            yield key, (Row(*row) for row in made)


def _run(stage: ByKey, groups: _Plain) -> _Made:
    return [
        [(row.sort, row.key, row.data) for row in stage(key, [Row(sort, key, data) for sort, data in rows])]
        for key, rows in groups
    ]


def _pass_over(rows: Iterable[Row]) -> None:
    for _ in rows:
        pass


class _Sent:
    """A stage as it is sent, and as it runs here."""

    def __init__(self, packed: bytes, here: ByKey) -> None:
        self.packed, self.here = packed, here


class _Hand:
    """One process, and the talk with it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._told: _Sent | None = None  # the stage that it has

    def ask(self, sent: _Sent, groups: _Plain) -> _Made | None:
        """What comes of the groups; None when the process has ended. Raises: what the stage raises."""
        try:
            if self._process is None:
                self._process = start("kg.disk.hands")
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            if self._told is not sent:
                send(self._process.stdin, _STAGE, sent.packed)
                self._told = sent
            send(self._process.stdin, _GROUPS, marshal.dumps(groups))
            answer = receive(self._process.stdout)
        except OSError:
            return None
        if answer is None:
            return None
        kind, body = answer
        if kind == _FAILED:
            raise pickle.loads(body)  # noqa: S301  made by our own process
        made: _Made = marshal.loads(body)  # noqa: S302
        return made

    def end(self) -> None:
        """Let go of the process: it ends when its input does."""
        if self._process is None:
            return
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            with contextlib.suppress(OSError):
                stream.close()
        self._process.wait()


def main() -> None:
    """The process: stages and groups of rows come in on standard input, what comes of them leaves on standard output."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand between messages
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer; it ends our input
    gc.disable()  # rows make no cycles
    stage: ByKey | None = None
    while message := receive(sys.stdin.buffer):
        kind, body = message
        try:
            if kind == _STAGE:
                make, given = pickle.loads(body)  # noqa: S301  made by the build that started this process
                stage = make(*given)
                continue
            assert stage is not None
            reply = _MADE, marshal.dumps(_run(stage, marshal.loads(body)))  # noqa: S302
        except Exception as error:  # noqa: BLE001 - whatever it is, the build tells it
            reply = _FAILED, pickle.dumps(error)
        send(answers, *reply)
