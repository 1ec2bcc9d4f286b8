"""Ask a Turtle file a SPARQL question, in a process of its own with limits on time, memory and network.

The process is there because neither engine can be trusted to stop: Oxigraph has no way to cancel a query and ends
its whole process when memory runs out.
"""

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import children
from kg.errors import InputError, InternalError, QueryError
from kg.model import vocabulary
from kg.query.engines import ENGINES
from kg.query.lexer import check
from kg.query.results import Answer, Node

# Queries need not declare these. A graph's own header may give ``id`` another address.
PREFIXES: Mapping[str, str] = {
    **vocabulary.PREFIXES,
    vocabulary.DATA_PREFIX: vocabulary.DEFAULT_BASE,
    "time": "http://www.w3.org/2006/time#",
}

_PREFIX_LINE = re.compile(r"@prefix\s+([\w.-]*):\s*<([^<>\s]*)>\s*\.\s*", re.IGNORECASE)
_HEADER_LINES = 100  # a header is the prefixes; a file without any is not read to its end


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may use: seconds of wall time, bytes of address space, rows of answer (0: all)."""

    seconds: float = 60.0
    memory: int = 4 << 30
    rows: int = 0


def prefixes_of(path: Path) -> dict[str, str]:
    """The usual prefixes, and over them those that a Turtle file declares at its top."""
    declared: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line, _ in zip(lines, range(_HEADER_LINES), strict=False):
                if match := _PREFIX_LINE.fullmatch(line):
                    declared[match[1]] = match[2]
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read: {error.strerror or error}. Build a graph first: kg build SOURCE."
        ) from error
    return {**PREFIXES, **declared}


def ask(
    path: Path,
    query: str,
    *,
    parameters: Mapping[str, Node] | None = None,
    engine: str = "oxigraph",
    limits: Limits | None = None,
) -> Answer:
    """Run a read-only query over a Turtle file.

    ``parameters`` give variables their values, see :mod:`kg.query.binding`; the query must then say WHERE.
    Raises: QueryError for a query that is wrong, not read-only, or past its limits; InputError for an unreadable graph.
    Cost: a process and loading the graph (a million triples: 4 s with Oxigraph, over a minute with rdflib).
    """
    if engine not in ENGINES:
        raise QueryError(f'there is no engine "{engine}"; choose from {", ".join(ENGINES)}.')
    limits = limits or Limits()
    known = prefixes_of(path)
    job = {
        "path": str(path.resolve()),
        "query": check(query, known),
        "prefixes": known,
        "parameters": dict(parameters or {}),
        "engine": engine,
        "memory": limits.memory,
        "seconds": limits.seconds,
        "rows": limits.rows,
    }
    return _answer(_run(json.dumps(job), limits))


def _run(job: str, limits: Limits) -> dict[str, object]:
    """Hand the job to a fresh interpreter."""
    try:
        done = subprocess.run(
            children.command("kg.query.worker"),
            input=job.encode(),
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            env=children.environment(),
        )
    except subprocess.TimeoutExpired:
        raise QueryError(
            f"The query was ended after {limits.seconds:g} s. Make it narrower, or allow more time with --timeout."
        ) from None
    except OSError as error:
        raise QueryError(f"The query could not be started: {error.strerror or error}.") from error
    if done.returncode:
        raise QueryError(
            f"The query was ended because it used too much memory or time (limits: {limits.memory >> 20} MB, "
            f"{limits.seconds:g} s). Make it narrower or add a LIMIT."
        )
    reply = json.loads(done.stdout.decode("utf-8", "replace"))
    if not isinstance(reply, dict):
        raise InternalError("the query process sent something that is no reply")
    if "unreadable" in reply:
        raise InputError(str(reply["unreadable"]))
    if "error" in reply:
        raise QueryError(str(reply["error"]))
    return reply


def _answer(reply: dict[str, object]) -> Answer:
    """The worker's reply as an answer."""
    variables, rows = reply["variables"], reply["rows"]
    boolean, turtle = reply["boolean"], reply["turtle"]
    if not isinstance(variables, list) or not isinstance(rows, list):
        raise InternalError("the query process sent a reply without rows")
    return Answer(
        tuple(variables),
        tuple(tuple(None if node is None else Node(*node) for node in row) for row in rows),
        boolean if isinstance(boolean, bool) else None,
        turtle if isinstance(turtle, str) else None,
        bool(reply["cut"]),
    )
