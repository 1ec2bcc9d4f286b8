"""Bytes → text: UTF-8, GB18030 and UTF-16, and a clear sentence for what is none of them."""

import codecs

MAX_BYTES = 32 * 1024 * 1024  # a newspaper's whole year fits; what is longer is no page, and would hold up the tagger

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 65_536  # characters looked at to tell text from noise
_PLAUSIBLE = 0.9  # share of characters that Chinese print uses; mojibake of page length stays under 0.8
_LONGEST_RUN = 10_000  # of one character: a form or a filler, never an article


class DecodingError(ValueError):
    """The bytes are no text we know; the message is a sentence for the user."""


def decode(data: bytes) -> str:
    """Decode the bytes of a page; a byte order mark is dropped, everything else stays as it is.

    UTF-8 is tried first, since text that happens to be valid UTF-8 is practically never anything else. A damaged
    UTF-8 file is refused rather than read as GB18030, which would accept most of it as rare characters.
    Raises: DecodingError, for empty, binary, damaged or senseless data. Cost: linear.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise DecodingError("is empty; nothing can be read from it.")
    text = _decode(data)
    if "\0" in text:
        raise DecodingError("holds NUL characters, so it is not a text; save it as plain text in UTF-8.")
    if not text.strip():
        raise DecodingError("is empty; nothing can be read from it.")
    if _one_character(text):
        raise DecodingError("repeats one character over and over, so it is not an article; check how it was saved.")
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _damaged("UTF-8" if mark == codecs.BOM_UTF8 else "UTF-16", error) from error
    if b"\0" in data[:_SAMPLE]:
        text = _utf16(data)
        if text is None:
            raise DecodingError("is a binary file; save the article as plain text in UTF-8.")
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            raise _damaged("UTF-8", error) from error
    try:
        text = data.decode("gb18030")
        if _plausibility(text) >= _PLAUSIBLE:
            return text
    except UnicodeDecodeError:
        pass
    guess = _utf16(data)
    if guess is not None:
        return guess
    raise DecodingError("is neither UTF-8, GB18030 nor UTF-16 text; save it as plain text in UTF-8.")


def _damaged(encoding: str, error: UnicodeDecodeError) -> DecodingError:
    return DecodingError(f"is damaged {encoding} text (byte {error.start}: {error.reason}); save it again as UTF-8.")


def _mostly_utf8(data: bytes) -> bool:
    """True when all but a few stretches decode: a cut or a scratch in a UTF-8 file."""
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    bad, foreign = sample.count("\ufffd"), sum(c > "\x7f" for c in sample)
    return bad * 4 <= foreign


def _utf16(data: bytes) -> str | None:
    """The text of UTF-16 without a byte order mark, None when neither byte order makes sense."""
    candidates = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        candidates.append((_plausibility(text), text))
    best, text = max(candidates, default=(0.0, ""), key=lambda pair: pair[0])
    return text if best >= _PLAUSIBLE else None


def _plausibility(text: str) -> float:
    """Share of the sample's characters that Chinese print uses: common Han, its punctuation, and printable ASCII."""
    sample = text[:_SAMPLE]
    return sum(map(_is_printed, sample)) / len(sample) if sample else 0.0


def _is_printed(char: str) -> bool:
    code = ord(char)
    return (
        0x4E00 <= code <= 0x9FA5
        or 0x20 <= code < 0x7F
        or char in "\t\r\n\xa0·×÷°±—–‘’“”…※★☆●○■□▲△▶◆◇→↓"
        or 0x3000 <= code <= 0x301F
        or 0xFF01 <= code <= 0xFF5E
        or 0x2160 <= code <= 0x217F
        or 0x2460 <= code <= 0x2473
    )


def _one_character(text: str) -> bool:
    """True for a text that is in the main a run of one character. Cost: linear, and next to nothing for real text."""
    if len(text) <= _LONGEST_RUN:
        return False
    middle = text[len(text) // 2]
    return text.count(middle) * 10 > len(text) * 9
