"""Child processes of our own, and messages between them and us.

Plain child processes rather than those of multiprocessing, which import the caller's script again and so ask every caller
for a guard around its own start. A child reads standard input and ends with it, so it never outlives who started it.
"""

import os
import struct
import subprocess
import sys
from typing import IO

_HEAD = struct.Struct(">cQ")  # kind, length


def command(module: str, *arguments: str) -> list[str]:
    """What starts ``main`` of a module, in an :func:`environment`."""
    # -P keeps a folder called kg in the current directory out of the child's path; ours stands in PYTHONPATH.
    return [sys.executable, "-P", "-c", f"from {module} import main; main()", *arguments]


def environment() -> dict[str, str]:
    """This process's environment, for a child that finds what this one does and speaks UTF-8."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}


def start(module: str, *arguments: str) -> "subprocess.Popen[bytes]":
    """A process that runs ``main`` of a module, with pipes to its standard input and from its standard output."""
    pipe = subprocess.PIPE
    return subprocess.Popen(command(module, *arguments), stdin=pipe, stdout=pipe, env=environment())


def send(stream: IO[bytes], kind: bytes, body: bytes) -> None:
    """Write one message; a kind is one byte."""
    stream.write(_HEAD.pack(kind, len(body)))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    """Read one message; None when the other side has ended, be it in the middle of one."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    body = stream.read(length)
    return (kind, body) if len(body) == length else None
