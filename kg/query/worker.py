"""The process that evaluates one query: a job comes in as JSON on standard input, the reply leaves on standard output.

The query's words have passed :func:`kg.query.lexer.check` already. Here come the limits of the system: address space,
processor time, and, where the system allows it, a network namespace with nothing in it.
"""

import ctypes
import json
import sys
from pathlib import Path

from kg.errors import InputError, QueryError
from kg.query.engines import load
from kg.query.results import Answer, Node

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h


def main() -> None:
    """Read a job, confine the process, evaluate, reply. A failing evaluation is a reply; running out is an exit."""
    job = json.loads(sys.stdin.buffer.read())
    confine(job["memory"], job["seconds"])
    try:
        parameters = {name: Node(*value) for name, value in job["parameters"].items()}
        answer = load(Path(job["path"]), job["prefixes"], job["engine"]).evaluate(job["query"], parameters, job["rows"])
        reply = _plain(answer)
    except InputError as error:
        reply = {"unreadable": str(error)}
    except QueryError as error:
        reply = {"error": str(error)}
    # surrogatepass: rdflib hands on half a surrogate pair where a broken file holds one
    sys.stdout.buffer.write(json.dumps(reply, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _plain(answer: Answer) -> dict[str, object]:
    """An answer as JSON can hold it."""
    return {
        "variables": answer.variables,
        "rows": answer.rows,
        "boolean": answer.boolean,
        "turtle": answer.turtle,
        "cut": answer.cut,
    }


def confine(memory: int, seconds: float) -> None:
    """Limit this process to ``memory`` bytes and twice ``seconds`` of processor time, without network.

    Systems that know no such limits (Windows) still have the parent's clock.
    """
    try:
        import resource
    except ImportError:
        return
    wanted = {resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: int(seconds) * 2 + 1, resource.RLIMIT_CORE: 0}
    for kind, value in wanted.items():
        _soft, hard = resource.getrlimit(kind)
        try:
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
        except (ValueError, OSError):
            continue  # a stricter limit of the system's own stands
    leave_network()


def leave_network() -> None:
    """Move this process into a network namespace with nothing in it, where the system lets it; it must be one thread.

    Many containers refuse this; the check of the query's words does not depend on it.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER | CLONE_NEWNET)
