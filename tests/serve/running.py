"""A server that runs as users run it, and requests to it byte for byte."""

import ctypes
import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from kg.serve.worker import PR_SET_PDEATHSIG


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> object:
        return json.loads(self.body)

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


def _leave_with_parent() -> None:
    """Tests that are killed leave no server behind, where the system sees to it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Server:
    """``kg serve`` in a process of its own, at a free port."""

    def __init__(self, graph: Path, *options: str) -> None:
        command = [sys.executable, "-m", "kg", "serve", str(graph), "--port", "0", *options]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUTF8": "1"},
            preexec_fn=_leave_with_parent,  # noqa: PLW1509 — nothing else runs in the child yet
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().decode().strip().rstrip("/")
        if not self.address:
            raise AssertionError(self.end()[1])
        parts = urlsplit(self.address)
        self.host, self.port = str(parts.hostname), int(parts.port or 0)

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, /, **headers: str) -> Reply:
        """One request; header names are written with underscores for hyphens."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, quote(path, safe="/?&=%#:+,;@!$'()*~"), body, sent)
            response = connection.getresponse()
            return Reply(
                response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
            )
        finally:
            connection.close()

    def sparql(self, query: str, accept: str = "application/sparql-results+json") -> Reply:
        return self.ask("/sparql?" + urlencode({"query": query}), accept=accept)

    def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Tell it to end; its status and what it said."""
        self.process.send_signal(how)
        _, said = self.process.communicate(timeout=30)
        return self.process.returncode, said.decode()
