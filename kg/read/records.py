"""Collections of articles as JSON: one object a line (``.jsonl``, ``.jsonl.gz``), or one object or list (``.json``).

An object holds ``text``, and may hold ``title``, ``id``, ``published`` and ``url``. Each becomes a document of its own,
so that adding a line changes nothing about the others.
"""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import BinaryIO

from kg.model.text import Document
from kg.read.decoding import MAX_BYTES, DecodingError, decode
from kg.read.furniture import date_in, date_in_name
from kg.read.page import read_page
from kg.read.plain import load
from kg.read.sources import ReadFailure, Source

MEDIA_TYPE = "application/json"


def read_lines(source: Source, published: date | None) -> Iterator[Document | ReadFailure]:
    """Read one object a line, as a stream: memory holds one line."""
    try:
        with source.path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            if packed:
                with gzip.GzipFile(fileobj=raw) as unpacked:
                    yield from _lines(source, unpacked, published)
            else:
                yield from _lines(source, raw, published)
    except (OSError, EOFError, zlib.error) as error:
        yield ReadFailure(source.path, f"cannot be read ({error}); check that it is whole and that you may open it.")


def _lines(
    source: Source, stream: BinaryIO | gzip.GzipFile, published: date | None
) -> Iterator[Document | ReadFailure]:
    number = count = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            size = MAX_BYTES // 1024 // 1024
            yield ReadFailure(source.path, f"is longer than {size} MB in line {number}; write one article a line.")
            return
        if line.strip(b" \t\r\n\0\xef\xbb\xbf"):
            count += 1
            yield _record(source, line.strip(), f"line {number}", published)
    if not count:
        yield ReadFailure(source.path, "is empty; nothing can be read from it.")


def read_json(source: Source, published: date | None) -> Iterator[Document | ReadFailure]:
    """Read one object, or a list of objects."""
    data = load(source)
    if isinstance(data, ReadFailure):
        yield data
        return
    try:
        value = json.loads(decode(data))
    except DecodingError as error:
        yield ReadFailure(source.path, str(error))
        return
    except (ValueError, RecursionError) as error:
        yield ReadFailure(source.path, f"is not JSON ({error}); give an object or a list of objects with a text each.")
        return
    records = value if isinstance(value, list) else [value]
    if not records:
        yield ReadFailure(source.path, "is an empty list; nothing can be read from it.")
    for number, record in enumerate(records, start=1):
        yield read_record(source, record, f"item {number}", published)


def read_record(source: Source, record: object, where: str, published: date | None) -> Document | ReadFailure:
    """Read one object that was parsed already; ``where`` says which of the source's it is, and names it without an id."""
    plain = json.dumps(record, ensure_ascii=True, sort_keys=True).encode()
    return _article(source, record, sha256(plain).hexdigest(), where, published)


def _record(source: Source, line: bytes, where: str, published: date | None) -> Document | ReadFailure:
    try:
        record = json.loads(decode(line))
    except (ValueError, RecursionError) as error:  # DecodingError is a ValueError
        plain = isinstance(error, DecodingError)
        reason = str(error) if plain else f"is not a JSON object ({error}); write one article a line."
        return ReadFailure(source.path, f"{where} {reason}")
    return _article(source, record, sha256(line).hexdigest(), where, published)


def _article(source: Source, record: object, digest: str, where: str, published: date | None) -> Document | ReadFailure:
    """The document of one object: its title as the first line, its text below."""
    if not isinstance(record, Mapping) or not isinstance(record.get("text"), str):
        return ReadFailure(source.path, f'{where} has no "text"; give each article as an object with a "text".')
    title = " ".join(_string(record, "title").split())
    body: str = record["text"]
    text = f"{title}\n\n{body}" if title else body
    if not body.strip():
        return ReadFailure(source.path, f'{where} has an empty "text"; leave it out or fill it in.')
    if not _is_sound(text):
        return ReadFailure(source.path, f"{where} holds NULs or lone surrogates; write the text again as UTF-8.")
    identifier = _string(record, "id") or where.replace(" ", "-")
    name = f"{source.name}#{identifier}"
    day = date_in(_string(record, "published")) or date_in_name(source.name) or published
    articles = read_page(text, source=name, sha256=digest, published=day, title_length=len(title))
    return Document(name, MEDIA_TYPE, digest, text, articles)


def _string(record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    return str(value).strip() if isinstance(value, str | int) else ""


def _is_sound(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
