"""How long reading may take: a file that keeps its reader busy for ever is given up and told.

The clock is a signal, which stops regular expressions and loops alike, at no cost for files that behave. Signals reach
the main thread alone, and Windows has none of this sort: elsewhere reading has no limit.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

_T = TypeVar("_T")


class TookTooLongError(BaseException):
    """The time is over; no plain Exception, lest a reader take it for something that the file holds."""


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Raise :class:`TookTooLongError` inside when it takes longer; None sets no limit."""
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLongError

    before = signal.signal(signal.SIGALRM, over)
    try:
        try:
            signal.setitimer(signal.ITIMER_REAL, seconds)
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before)


def each_within(items: Iterator[_T], seconds: float | None) -> Iterator[_T]:
    """The items, each of which may take ``seconds`` to come. Raises: TookTooLongError for the first that takes longer."""
    while True:
        with at_most(seconds):
            try:
                item = next(items)
            except StopIteration:
                return
        yield item
