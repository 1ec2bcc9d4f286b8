"""A pool of warm workers: each answers one query at a time, and one that goes past its limits is ended and replaced."""

import asyncio
import contextlib
import json
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kg import children
from kg.errors import InputError, InternalError
from kg.query import prefixes_of
from kg.serve import worker as wire
from kg.serve.settings import ServeSettings


@dataclass(frozen=True, slots=True)
class Reply:
    """What becomes of a query: a status of HTTP, and either a body with its type or a message."""

    status: int
    type: str = ""
    body: bytes = b""
    message: str = ""
    cut: bool = False


class Holder:
    """The process that holds the store and makes workers."""

    def __init__(self, path: Path, settings: ServeSettings) -> None:
        self._job: dict[str, object] = {
            "path": str(path.resolve()),
            "prefixes": prefixes_of(path),
            "memory": settings.memory,
            "seconds": settings.seconds,
            "rows": settings.rows,
            "answer": settings.answer,
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self.triples = 0

    def start(self) -> None:
        """Start the process and wait until it has read the graph. Raises: InputError when it cannot."""
        control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                children.command("kg.serve.worker"),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=children.environment(),
                start_new_session=True,
            )
        self._control = control
        wire.send(control, self._job)
        try:
            reply = json.loads(wire.receive(control)[0])
        except EOFError as error:
            raise InternalError("the process that holds the graph ended before it had read it") from error
        if "unreadable" in reply:
            self.stop()
            raise InputError(str(reply["unreadable"]))
        self.triples = int(reply["triples"])

    def fork(self) -> tuple[int, socket.socket]:
        """A new worker's number and the line to it; a holder that has died is started again."""
        try:
            return self._fork()
        except (OSError, EOFError):
            self.stop()
            self.start()
            return self._fork()

    def _fork(self) -> tuple[int, socket.socket]:
        if self._control is None:
            raise EOFError
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [wire.FORK + bytes(wire.PID.size)], [theirs.fileno()])
        answer = self._control.recv(wire.PID.size, socket.MSG_WAITALL)
        if len(answer) < wire.PID.size:
            ours.close()
            raise EOFError
        return wire.PID.unpack(answer)[0], ours

    def kill(self, pid: int) -> None:
        """End a worker, whatever it is at; a holder that has gone took its workers with it."""
        if self._control is not None:
            with contextlib.suppress(OSError):
                self._control.sendall(wire.KILL + wire.PID.pack(pid))

    def stop(self) -> None:
        """End the holder and all its workers."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


class _Worker:
    """A worker and the line to it."""

    def __init__(self, pid: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.pid, self._reader, self._writer = pid, reader, writer

    async def ask(self, question: dict[str, object]) -> Reply:
        """The worker's reply. Raises: IncompleteReadError or OSError when it died over the question."""
        packed = json.dumps(question).encode()
        self._writer.write(wire.HEAD.pack(len(packed), 0) + packed)
        await self._writer.drain()
        first, second = wire.HEAD.unpack(await self._reader.readexactly(wire.HEAD.size))
        head = json.loads(await self._reader.readexactly(first))
        body = await self._reader.readexactly(second)
        return Reply(head["status"], head.get("type", ""), body, head.get("message", ""), head.get("cut", False))

    def close(self) -> None:
        self._writer.close()


class Pool:
    """Workers that stand ready, and the line of queries before them."""

    def __init__(self, holder: Holder, settings: ServeSettings) -> None:
        self._holder, self._settings = holder, settings
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._forking = asyncio.Lock()
        self._waiting = 0
        self._errands: set[asyncio.Task[None]] = set()
        self.workers = 0  # alive

    async def start(self) -> None:
        """Make the workers; the holder must have started."""
        for _ in range(self._settings.workers):
            await self._hire()

    async def close(self) -> None:
        """End everything at once."""
        for errand in list(self._errands):
            errand.cancel()
        while not self._idle.empty():
            self._idle.get_nowait().close()
        await asyncio.to_thread(self._holder.stop)

    async def run(self, question: dict[str, object]) -> Reply:
        """Have a query answered; one past its limits, or one too many, is answered with status 503."""
        seconds = self._settings.seconds
        if self._waiting >= self._settings.waiting:
            return Reply(503, message="Too many queries are waiting here. Try again in a while.")
        self._waiting += 1
        try:
            async with asyncio.timeout(seconds):
                worker = await self._idle.get()
        except TimeoutError:
            return Reply(503, message=f"The query waited {seconds:g} s for its turn in vain. Try again in a while.")
        finally:
            self._waiting -= 1
        try:
            async with asyncio.timeout(seconds):
                reply = await worker.ask(question)
        except TimeoutError:
            self._replace(worker)
            return Reply(503, message=f"The query was ended after {seconds:g} s. Make it narrower or add a LIMIT.")
        except (asyncio.IncompleteReadError, OSError):
            self._replace(worker)
            memory = self._settings.memory >> 20
            return Reply(
                503,
                message=f"The query was ended because it used more than {memory} MB of memory or {2 * seconds:g} s of "
                "processor time. Make it narrower or add a LIMIT.",
            )
        except BaseException:  # the client left, or the server closes: the worker must not go on with the query
            self._replace(worker)
            raise
        self._idle.put_nowait(worker)
        return reply

    def _replace(self, worker: _Worker) -> None:
        """End a worker and hire another, without making the query's answer wait for it."""
        self.workers -= 1
        errand = asyncio.get_running_loop().create_task(self._succeed(worker))
        self._errands.add(errand)
        errand.add_done_callback(self._errands.discard)

    async def _succeed(self, worker: _Worker) -> None:
        worker.close()
        async with self._forking:
            await asyncio.to_thread(self._holder.kill, worker.pid)
        await self._hire()

    async def _hire(self) -> None:
        async with self._forking:
            pid, line = await asyncio.to_thread(self._holder.fork)
        line.setblocking(False)
        reader, writer = await asyncio.open_connection(sock=line, limit=1 << 20)
        self.workers += 1
        self._idle.put_nowait(_Worker(pid, reader, writer))
