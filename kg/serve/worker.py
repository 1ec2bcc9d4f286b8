"""The processes that evaluate queries: one that holds the store, and copies of it that answer one query at a time.

The holder reads the graph once and then only makes copies of itself. A copy shares the store's memory until somebody
writes to it, which nobody does, so that a worker that had to be killed is replaced in milliseconds, however large the
graph. Forking is safe here as it is not in general: the holder is a single thread, and stays one.
"""

import ctypes
import json
import os
import signal
import socket
import struct
import sys
import traceback
from pathlib import Path

from kg.errors import InputError, QueryError
from kg.query.engines import Engine, Oxigraph
from kg.query.lexer import FORMS, check, tokens
from kg.query.results import FORMATS
from kg.query.worker import leave_network
from kg.serve.formats import GRAPHS, TABLES, TYPE_OF, graph_as

HEAD = struct.Struct(">II")  # lengths of a message's two parts: JSON, and bytes that are handed on as they are
PID = struct.Struct(">q")
FORK, KILL = b"f", b"k"
PR_SET_PDEATHSIG = 1  # linux/prctl.h
NESTED = 200  # brackets inside brackets; Oxigraph's parser is recursive and would end the process some thousands deep


def main() -> None:
    """Hold the store: read what standard input, a socket, asks for, until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to hear; it closes the socket
    control = socket.socket(fileno=os.dup(0))
    job = json.loads(receive(control)[0])
    leave_network()
    try:
        engine = Oxigraph(Path(job["path"]), job["prefixes"])
    except InputError as error:
        send(control, {"unreadable": str(error)})
        return
    send(control, {"triples": len(engine.store)})
    children: set[int] = set()
    while True:
        command, files, _flags, _address = socket.recv_fds(control, 1 + PID.size, 1)
        if command[:1] == FORK and files:
            pid = os.fork()
            if pid == 0:
                control.close()
                _work(socket.socket(fileno=files[0]), engine, job)
            os.close(files[0])
            children.add(pid)
            control.sendall(PID.pack(pid))
        elif command[:1] == KILL:
            (pid,) = PID.unpack(command[1:])
            if pid in children:
                children.remove(pid)
                _end(pid)
        else:
            break
    for pid in children:
        _end(pid)


def _end(pid: int) -> None:
    """End a child; only its parent may, since nobody else knows that the number is still the child's."""
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _work(line: socket.socket, engine: Engine, job: dict[str, object]) -> None:
    """Answer queries until the line closes. Never returns: the copy must not go on as the holder."""
    terminal = os.dup(2)
    try:
        silence = os.open(os.devnull, os.O_RDWR)
        os.dup2(silence, 0)
        os.dup2(silence, 2)  # what the engine says when memory runs out is no talk for the user's terminal
        _leave_with_parent()
        _limit_memory(int(str(job["memory"])))
        while True:
            question = json.loads(receive(line)[0])
            _limit_time(float(str(job["seconds"])))
            try:
                head, body = answer(engine, question, job)
            except Exception:  # noqa: BLE001 — a bug of ours: told on the terminal, and the worker goes on
                os.write(terminal, traceback.format_exc().encode())
                head, body = _refusal(500, "The query met an error of the server's own."), b""
            if len(body) > int(str(job["answer"])):
                head, body = _refusal(503, "The answer is too long to be sent. Add a LIMIT."), b""
            send(line, head, body)
    except (EOFError, OSError):
        pass
    finally:
        os._exit(0)


def _leave_with_parent() -> None:
    """Have the system end this process when the holder dies, so that none is left behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _limit_memory(more: int) -> None:
    """Let this process have ``more`` bytes of address space than it has now."""
    import resource

    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return  # systems without it (macOS) do not heed RLIMIT_AS either
    most = pages * resource.getpagesize() + more
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """Let this process have twice ``seconds`` of processor time from now; the server's clock usually ends it sooner."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + 2 * seconds) + 2
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def answer(engine: Engine, question: dict[str, object], job: dict[str, object]) -> tuple[dict[str, object], bytes]:
    """The reply to one question: what becomes the response's status and type, and its body."""
    prefixes = job["prefixes"]
    known = prefixes if isinstance(prefixes, dict) else {}
    try:
        query = check(str(question["query"]), known)
        form = _form(query)
        made = form in {"construct", "describe"}
        name = question["graph" if made else "table"]
        if not isinstance(name, str):
            offered = ", ".join(GRAPHS if made else TABLES)
            return _refusal(406, f"The answer to {form.upper()} can be had as {offered}."), b""
        found = engine.evaluate(query, rows=int(str(job["rows"])))
        text = graph_as(found.turtle or "", name) if made else FORMATS[name](found)
    except QueryError as error:
        return _refusal(400, str(error)), b""
    except (MemoryError, RecursionError):
        return _refusal(
            503, "The query was ended because it used too much memory. Make it narrower or add a LIMIT."
        ), b""
    head: dict[str, object] = {"status": 200, "type": TYPE_OF[name], "cut": found.cut}
    return head, text.encode("utf-8", "replace")


def _form(query: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE, in small letters. Raises: QueryError for brackets nested beyond reason."""
    form, depth = "", 0
    for token in tokens(query):
        if not form and token.sort == "word" and token.text.lower() in FORMS:
            form = token.text.lower()
        if token.sort == "sign":
            depth += (token.text in "{[(") - (token.text in "}])")
            if depth > NESTED:
                raise QueryError(
                    f"Line {token.line}, column {token.column}: more than {NESTED} brackets are open here."
                )
    return form


def _refusal(status: int, message: str) -> dict[str, object]:
    return {"status": status, "message": message}


def send(line: socket.socket, head: dict[str, object], body: bytes = b"") -> None:
    """Send a message of two parts."""
    packed = json.dumps(head, ensure_ascii=True).encode()
    line.sendall(HEAD.pack(len(packed), len(body)) + packed)
    if body:
        line.sendall(body)


def receive(line: socket.socket) -> tuple[bytes, bytes]:
    """Receive a message of two parts. Raises: EOFError when the other end has gone."""
    first, second = HEAD.unpack(_exactly(line, HEAD.size))
    return _exactly(line, first), _exactly(line, second)


def _exactly(line: socket.socket, length: int) -> bytes:
    parts = []
    while length:
        part = line.recv(min(length, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
