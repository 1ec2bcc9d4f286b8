"""Opening the door: the port first, then the graph, then requests until somebody ends it."""

import errno
import signal
import socket
from collections.abc import Callable
from pathlib import Path

from kg.errors import KgError, MissingExtraError, OutputError, SettingsError
from kg.serve.settings import ServeSettings

GRACE = 5  # seconds that requests under way have when the server is told to end


def serve(path: Path, settings: ServeSettings, *, ready: Callable[[str], None], busy: Callable[[str], None]) -> None:
    """Serve a graph until SIGINT or SIGTERM. ``busy`` hears what takes its time, ``ready`` the address.

    Raises: MissingExtraError; OutputError when the port is taken; InputError when the graph cannot be read.
    """
    try:
        import jinja2  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn
    except ImportError as error:
        raise MissingExtraError("kg serve needs Starlette, uvicorn and Jinja: pip install 'kg[serve]'.") from error
    if not hasattr(socket, "send_fds"):
        raise SettingsError("kg serve needs a system that can fork (Linux, macOS; on Windows, WSL).")
    from kg.query import prefixes_of
    from kg.serve.app import Site, make_app
    from kg.serve.library import Library
    from kg.serve.pool import Holder, Pool

    prefixes = prefixes_of(path)  # tells of a missing file before anything else happens
    with listen(settings.host, settings.port) as door:
        busy(f"Reading {path} …")
        holder = Holder(path, settings)
        holder.start()
        try:
            library = Library(path)
            site = Site(library, Pool(holder, settings), settings, triples=holder.triples, prefixes=prefixes)
            app = make_app(site)
            busy("Laying out the pages …")
            site.warm()
            config = uvicorn.Config(
                app, log_level="error", access_log=False, server_header=False, date_header=True, lifespan="on",
                timeout_graceful_shutdown=GRACE, timeout_keep_alive=15, limit_concurrency=2 * settings.connections, ws="none",
                proxy_headers=False, h11_max_incomplete_event_size=1 << 16,
            )  # fmt: skip
            server = uvicorn.Server(config)
            ready(address_of(settings.host, door.getsockname()[1]))
            for sign in (signal.SIGINT, signal.SIGTERM):
                # uvicorn ends in order and then raises the signal again, which would end us in the middle of ours.
                signal.signal(sign, lambda _number, _frame: None)
            server.run(sockets=[door])
        finally:
            holder.stop()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises: OutputError saying what stands against it."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise SettingsError(f"--host {host}: there is no such address on this computer.") from error
    door = socket.socket(family, kind, protocol)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(place)
        door.listen(512)
    except OSError as error:
        door.close()
        raise _refused(host, port, error) from error
    return door


def _refused(host: str, port: int, error: OSError) -> KgError:
    if error.errno == errno.EADDRINUSE:
        return OutputError(f"Port {port} of {host} is in use; choose another with --port, or 0 for any that is free.")
    if error.errno == errno.EACCES:
        return OutputError(f"Port {port} may not be opened by you; choose one above 1023 with --port.")
    return SettingsError(f"--host {host}: {error.strerror or error}.")


def address_of(host: str, port: int) -> str:
    """The address to type into a browser; one for all addresses of a computer is reached by its own."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 — compared, not listened at
    return f"http://{f'[{name}]' if ':' in name and not name.startswith('[') else name}:{port}/"
