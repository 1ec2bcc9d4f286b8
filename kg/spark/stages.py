"""What executors do: sources → items → what was found in them. Functions over Arrow batches, without Spark in them.

Each stage is the local engine's own function with a batch around it, so that both engines find the same.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.ledger import content_key, decode_found
from kg.ledger.codec import decode_article, encode_article
from kg.lexicon.user import UserName
from kg.model.text import Document
from kg.read import ReadFailure, Source, read, read_record
from kg.resolve.normalization import comparison_key
from kg.resolve.records import group_of
from kg.workers import Limits, pool

if TYPE_CHECKING:
    import pyarrow as pa

Rows = Iterator[dict[str, Any]]
Stage = Callable[[Iterable["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]

SOURCES = "name string, path string, content binary"
# A page stands in each of its items; an item without an article is a page without one, or a source that cannot be read.
ITEMS = "page string, media string, sha256 string, position int, article binary, key string, failure string"
FOUND = "key string, found binary, reason string"
MENTIONS = (
    "block string, page string, sha256 string, position int, chain int, name string, surface string, start int, end int"
)

_BATCH = 256  # rows handed on at once: some hundred kilobytes


def items(published: date | None, seconds: float | None = None) -> Stage:
    """Sources → their items. ``content`` holds the bytes of a source that is no file of this machine."""

    def run(batches: Iterable["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        yield from _batched((row for given in _rows(batches) for row in _items(given, published, seconds)), ITEMS)

    return run


def _items(given: dict[str, Any], published: date | None, seconds: float | None) -> Rows:
    if given["content"] is None:
        yield from _read(Source(given["name"], Path(given["path"])), given["path"], published, seconds)
        return
    with TemporaryDirectory() as folder:  # readers open files; the name's end says which reader
        path = Path(folder, Path(given["path"]).name)
        path.write_bytes(given["content"])
        yield from _read(Source(given["name"], path), given["path"], published, seconds)


def _read(source: Source, shown: str, published: date | None, seconds: float | None) -> Rows:
    for outcome in read([source], published=published, seconds=seconds):
        if isinstance(outcome, ReadFailure):
            yield {"failure": str(ReadFailure(Path(shown), outcome.reason))}
        else:
            yield from document_rows(outcome)


def document_rows(document: Document) -> Rows:
    """The rows of a page: one an article, or one without an article."""
    page = {"page": document.name, "media": document.media_type, "sha256": document.sha256}
    for article in document.articles:
        data, key = encode_article(article), content_key(article)
        yield page | {"position": article.position, "article": data, "key": key}
    if not document.articles:
        yield page


def records(name: str, published: date | None) -> Stage:
    """Rows of a Parquet data set with ``text`` and ``id``, and perhaps ``title`` and ``published`` → their items."""

    def run(batches: Iterable["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        yield from _batched((row for given in _rows(batches) for row in _record(given)), ITEMS)

    def _record(given: dict[str, Any]) -> Rows:
        plain = {column: str(value) for column, value in given.items() if value is not None}
        if not plain.get("id"):  # rows have no place that two runs would agree on
            yield {"failure": str(ReadFailure(Path(name), 'holds a row without an "id"; give each article one.'))}
            return
        outcome = read_record(Source(name, Path(name)), plain, f"row {plain['id']}", published)
        if isinstance(outcome, ReadFailure):
            yield {"failure": str(outcome)}
        else:
            yield from document_rows(outcome)

    return run


def found(extractor: str, limits: Limits, names: tuple[UserName, ...]) -> Stage:
    """Items, each content once → what was found in them, by a worker under limits beside each of Spark's own."""

    def run(batches: Iterable["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # Spark runs a task a core already
        articles = ((row["key"], decode_article(row["article"])) for row in _rows(batches))
        outcomes = pool(extractor, limits, names).annotate(articles, 1)
        rows = (
            {"key": key, "found": outcome} if isinstance(outcome, bytes) else {"key": key, "reason": outcome.reason}
            for key, outcome in outcomes
        )
        yield from _batched(rows, FOUND)

    return run


def mentions(batches: Iterable["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
    """Items with what was found in them → a row a mention, under the key by which names meet in resolution."""
    yield from _batched((row for given in _rows(batches) for row in _mentions(given)), MENTIONS)


def _mentions(given: dict[str, Any]) -> Rows:
    item = decode_found(given["found"], decode_article(given["article"]))
    for number, chain in enumerate(item.chains):
        block = f"{group_of(chain.types)} {comparison_key(chain.name) or chain.name}"
        for mention in chain.mentions:
            yield {
                "block": block,
                "page": given["page"],
                "sha256": given["sha256"],
                "position": given["position"],
                "chain": number,
                "name": chain.name,
                "surface": mention.surface,
                "start": mention.span.start,
                "end": mention.span.end,
            }


def _rows(batches: Iterable["pa.RecordBatch"]) -> Rows:
    for batch in batches:
        yield from batch.to_pylist()


def _batched(rows: Iterable[dict[str, Any]], columns: str) -> Iterator["pa.RecordBatch"]:
    import pyarrow as pa

    kinds = {"string": pa.string(), "binary": pa.binary(), "int": pa.int32()}
    fields = [column.split() for column in columns.split(", ")]
    schema = pa.schema([(name, kinds[kind]) for name, kind in fields])
    held: list[dict[str, Any]] = []
    for row in rows:
        held.append(row)
        if len(held) == _BATCH:
            yield pa.RecordBatch.from_pylist(held, schema=schema)
            held = []
    if held:
        yield pa.RecordBatch.from_pylist(held, schema=schema)
