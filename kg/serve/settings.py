"""What a server may use and whom it lets in."""

import os
from dataclasses import dataclass, field

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
PORT = 8765


def _workers() -> int:
    """One a processor, but two at least, so that one long query leaves a place, and four at most."""
    return max(2, min(4, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """Where a server listens, and its limits: seconds of wall time, bytes, rows, numbers of requests."""

    host: str = "127.0.0.1"
    port: int = PORT
    seconds: float = 30.0  # a query's wall time; its processor time is limited to twice that
    memory: int = 1 << 30  # what a query may use beside the graph itself
    rows: int = 10_000  # of one answer; 0 for all
    workers: int = field(default_factory=_workers)
    waiting: int = 200  # queries that may stand in line for a worker
    connections: int = 400  # requests at once, of whatever kind
    request: int = 1 << 18  # bytes of a request's body
    answer: int = 64 << 20  # bytes of an answer
    names: tuple[str, ...] = ()  # under which a web server before this one is known, beside this computer's own
    cors: tuple[str, ...] = ()  # origins whose pages may ask; "*" for all

    @property
    def local(self) -> bool:
        """Does only this computer reach the server?"""
        return self.host in LOOPBACK or self.host.startswith("127.")
