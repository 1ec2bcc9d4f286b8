"""Text files: one file, one page."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from kg.model.text import Document
from kg.read.decoding import MAX_BYTES, DecodingError, decode
from kg.read.furniture import date_in_name
from kg.read.page import read_page
from kg.read.sources import ReadFailure, Source


def load(source: Source) -> bytes | ReadFailure:
    """The bytes of a file, or why there are none. Never more than the limit is held in memory."""
    try:
        with source.path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        why = error.strerror or str(error)
        return ReadFailure(source.path, f"cannot be opened ({why}); check its name and permissions.")
    if len(data) > MAX_BYTES:
        return ReadFailure(source.path, f"is larger than {MAX_BYTES // 1024 // 1024} MB; divide it into pages.")
    return data


def read_text(source: Source, published: date | None) -> Iterator[Document | ReadFailure]:
    """Read a text file."""
    data = load(source)
    if isinstance(data, ReadFailure):
        yield data
        return
    try:
        text = decode(data)
    except DecodingError as error:
        yield ReadFailure(source.path, str(error))
        return
    digest = sha256(data).hexdigest()
    day = date_in_name(source.name) or published
    articles = read_page(text, source=source.name, sha256=digest, published=day)
    yield Document(source.name, "text/plain", digest, text, articles)
