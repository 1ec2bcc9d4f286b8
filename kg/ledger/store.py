"""One SQLite file: a row an item, and which files were written of what.

An item's row is its facts and its done mark at once, so there is no moment at which one stands without the other. The
file is opened for this process alone: a second build of the same folder is refused, and the system lifts the lock when
the process ends, however it ends.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from kg.errors import OutputError
from kg.ledger.codec import FORM

_MARK = 0x6B674C31  # "kgL1": SQLite's place for saying whose file it is
_TABLES = """\
CREATE TABLE items(key TEXT, extraction TEXT, found BLOB NOT NULL, PRIMARY KEY (key, extraction));
CREATE TABLE outputs(name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, sha256 TEXT NOT NULL);
CREATE TABLE summaries(fingerprint TEXT PRIMARY KEY, counts TEXT NOT NULL);
"""
_TEMPORARY = ""  # SQLite's name for a database of its own that lies on the disk and is gone when it is closed

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Ledger:
    """What was found in items, by their content; use it as a context, from one thread.

    ``extraction`` says what found it; rows of another extraction are not seen.
    """

    def __init__(self, path: Path | None, extraction: str) -> None:
        """Open the file, make it, or begin it anew when it is damaged or of an older form; None keeps nothing.

        Raises: OutputError when another build holds it, it cannot be written, or it is somebody else's database.
        """
        self.path = path
        self._extraction = extraction
        self._connection = self._told(self._open)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. What is not closed is whole all the same."""
        with suppress(sqlite3.Error):  # every row is written already; a full disk can only hinder the tidying
            self._connection.close()

    def keys(self) -> set[str]:
        """The content keys of all items that this extraction has done."""
        rows = self._run("SELECT key FROM items WHERE extraction = ?", (self._extraction,))
        return {key for (key,) in rows}

    def get(self, key: str) -> bytes | None:
        """What was found in an item, None when it has not been done."""
        rows = self._run("SELECT found FROM items WHERE key = ? AND extraction = ?", (key, self._extraction))
        return next((bytes(found) for (found,) in rows), None)

    def put(self, key: str, found: bytes) -> None:
        """Keep what was found in an item; one transaction. Raises: OutputError, for one, when the disk is full."""
        self._run("INSERT OR REPLACE INTO items VALUES (?, ?, ?)", (key, self._extraction, found))

    def outputs(self, fingerprint: str) -> Mapping[str, str]:
        """The files that were written of this graph: name → SHA-256."""
        return dict(self._run("SELECT name, sha256 FROM outputs WHERE fingerprint = ?", (fingerprint,)))

    def counts(self, fingerprint: str) -> Mapping[str, int] | None:
        """The summary of this graph, None when it was never finished."""
        rows = self._run("SELECT counts FROM summaries WHERE fingerprint = ?", (fingerprint,))
        return next((json.loads(counts) for (counts,) in rows), None)

    def settle(
        self, keys: Iterable[str], fingerprint: str, counts: Mapping[str, int], outputs: Mapping[str, str]
    ) -> None:
        """A build is finished: keep its files' digests, and of the items only its own; one transaction."""
        self._told(self._settle, set(keys), fingerprint, counts, outputs)

    def _settle(self, keys: set[str], fingerprint: str, counts: Mapping[str, int], outputs: Mapping[str, str]) -> None:
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        try:
            gone = {key for (key,) in run("SELECT DISTINCT key FROM items")} - keys
            self._connection.executemany("DELETE FROM items WHERE key = ?", ((key,) for key in sorted(gone)))
            run("DELETE FROM summaries")
            run("INSERT INTO summaries VALUES (?, ?)", (fingerprint, json.dumps(dict(counts))))
            rows = [(name, fingerprint, digest) for name, digest in sorted(outputs.items())]
            self._connection.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)", rows)
            run("COMMIT")
        except sqlite3.Error:
            with suppress(sqlite3.Error):
                run("ROLLBACK")
            raise

    def _run(self, statement: str, values: tuple[object, ...]) -> list[Any]:
        return self._told(lambda: self._connection.execute(statement, values).fetchall())

    def _told(self, do: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """Do something with the file; what goes wrong becomes a sentence."""
        try:
            return do(*args, **kwargs)
        except sqlite3.Error as error:
            if "locked" in str(error) and self.path:
                message = f"{self.path.parent}: another build is writing here; let it end, or choose a folder with -o."
            elif "full" in str(error):
                message = (
                    f"{self.path}: cannot be written: the disk is full. Free some space and build again: what was done "
                    "so far is kept."
                )
            else:
                message = f"{self.path}: cannot be used ({error}); build with --no-ledger, or in another folder."
            raise OutputError(message) from error

    def _open(self) -> sqlite3.Connection:
        if self.path is None:
            return _made(sqlite3.connect(_TEMPORARY, isolation_level=None))
        try:
            return _opened(self.path)
        except sqlite3.OperationalError:
            raise  # locked, not writable, no space: nothing is wrong with what it holds
        except sqlite3.DatabaseError:  # damaged: all that is lost is time
            for end in ("", "-wal", "-shm", "-journal"):
                self.path.with_name(self.path.name + end).unlink(missing_ok=True)
            return _opened(self.path)


def _opened(path: Path) -> sqlite3.Connection:
    """The file as ours, locked."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    try:
        # Before anything is read, so that no other process ever shares the log; also what a network folder can do.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        # The log is flushed at checkpoints: loss of power can cost the last rows, never the file.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")  # what a removed article said does not linger in free pages
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
        return connection if _is_ours(connection, path) else _made(connection)
    except BaseException:
        connection.close()
        raise


def _is_ours(connection: sqlite3.Connection, path: Path) -> bool:
    """True for a sound ledger of this form, False for an empty file or an older form."""
    ((mark,),) = connection.execute("PRAGMA application_id").fetchall()
    ((form,),) = connection.execute("PRAGMA user_version").fetchall()
    ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    if mark != _MARK and tables:
        raise OutputError(f"{path}: is a database of another program; move it away, or build in another folder.")
    if mark != _MARK or form != FORM:
        return False
    ((state,),) = connection.execute("PRAGMA quick_check(1)").fetchall()
    if state != "ok":
        raise sqlite3.DatabaseError(state)
    return True


def _made(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The tables, empty; those of an older form go."""
    connection.execute("BEGIN IMMEDIATE")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        connection.execute(f'DROP TABLE "{name}"')
    for statement in _TABLES.split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_MARK}")
    connection.execute(f"PRAGMA user_version = {FORM}")
    connection.execute("COMMIT")
    return connection
