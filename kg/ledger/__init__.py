"""The ledger: what was found in each item, kept beside the graph so that the next build need not find it again."""

from kg.ledger.codec import CodecError, bare, content_key, decode_found, encode_found
from kg.ledger.store import Ledger
from kg.ledger.versions import extraction_version, package_version

__all__ = [
    "CodecError",
    "Ledger",
    "bare",
    "content_key",
    "decode_found",
    "encode_found",
    "extraction_version",
    "package_version",
]
