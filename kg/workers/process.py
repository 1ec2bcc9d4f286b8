"""The process that annotates: articles come in on standard input, what was found leaves on standard output.

Several articles come at once, since an extractor may read their words together for less (see :func:`load`). The answer
is ``BEGUN`` when that is done, then a message for each article in turn.

The process ends when its input does, so it never outlives the build that started it.
"""

import contextlib
import ctypes
import faulthandler
import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

from kg.children import receive, send
from kg.ledger.codec import decode_article, encode_found
from kg.lexicon.user import UserName
from kg.model.annotation import AnnotatedArticle
from kg.model.schema import EntityType
from kg.model.text import Article, Block, BlockKind, Span

NAMES, ARTICLES, READY, BEGUN, FOUND, FAILED, HUNGRY, BROKEN = b"n", b"a", b"r", b"b", b"f", b"e", b"h", b"x"
ALARMED = -14  # the status of a process that its own alarm ended
TIMED_OUT = 1  # the same by faulthandler, where there is no alarm


def main() -> None:
    """Load the extractor with the names that the first message teaches, then answer until the input ends.

    Arguments: extractor, seconds, megabytes.
    """
    extractor, seconds, megabytes = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    # What a library prints must not stand between messages: messages keep the channel, print gets standard error.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer; it ends our input
    confine(megabytes)
    try:
        extract = load(extractor, receive(sys.stdin.buffer))
        extract((_FIRST,))[0]()
    except Exception:  # noqa: BLE001 - whatever it is, the parent tells it
        send(answers, BROKEN, traceback.format_exc().encode("utf-8", "replace"))
        return
    gc.freeze()  # the tables stay: no search for reference cycles need go through them
    trim()
    send(answers, READY, b"")
    while message := receive(sys.stdin.buffer):
        end_in(seconds)
        steps = _begin(extract, message[1])
        send(answers, BEGUN, b"")
        for step in steps:
            end_in(seconds)
            kind, reply = _reply(step)
            end_in(None)
            send(answers, kind, reply)


def end_in(seconds: float | None) -> None:
    """End this process when so much time has passed, or never; the last call holds.

    An alarm whose signal nobody handles stops even what holds the interpreter: a regular expression, the tagger.
    faulthandler would do so everywhere, but walks the interpreter's frames while they change, and may crash on them.
    """
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds or 0)
    elif seconds:
        faulthandler.dump_traceback_later(seconds, exit=True, file=Path(os.devnull).open("wb"))  # noqa: SIM115 - stays open
    else:
        faulthandler.cancel_dump_traceback_later()


_FIRST = Article("", "", 0, "今天晴。", (Block(BlockKind.PARAGRAPH, Span(0, 4)),), ())  # makes the extractor load all


Step = Callable[[], AnnotatedArticle]  # annotates one article, or what is left of that
Extract = Callable[[Sequence[Article]], Sequence[Step]]


def _begin(extract: Extract, data: bytes) -> list[Step]:
    """What to do for each article of a message."""
    articles = [decode_article(line) for line in data.split(b"\n")]
    try:
        return list(extract(articles))
    except Exception:  # noqa: BLE001 - one of them is to blame, and alone it says so
        return [partial(_alone, extract, article) for article in articles]


def _alone(extract: Extract, article: Article) -> AnnotatedArticle:
    return extract((article,))[0]()


def _reply(step: Step) -> tuple[bytes, bytes]:
    try:
        return FOUND, encode_found(step())
    except MemoryError:
        return HUNGRY, b"needs more memory than an item may have; divide it, or give more with --item-memory"
    except Exception as error:  # noqa: BLE001 - one item's failure must not end the others
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(where.filename).name}, line {where.lineno}"
        told = f"met a defect of kg ({type(error).__name__} in {place}: {error}); please report it"
        return FAILED, " ".join(told.split()).encode("utf-8", "replace")


def load(extractor: str, taught: tuple[bytes, bytes] | None) -> Extract:
    """The function that ``package.module:function`` names, given the names that a user teaches if there are any.

    When the module has ``function_together`` too, that is called: it takes several articles, does for all at once what
    is cheaper so, and gives back for each what does the rest.
    """
    module, _, name = extractor.partition(":")
    home = import_module(module)
    function: Callable[..., AnnotatedArticle] = getattr(home, name)
    together: Callable[..., Sequence[Step]] = getattr(home, f"{name}_together", partial(_singly, function))
    plain = json.loads(taught[1]) if taught else []
    names = tuple(UserName(each, EntityType(type_) if type_ else None) for each, type_ in plain)
    return partial(together, names=names) if names else together


def _singly(
    function: Callable[..., AnnotatedArticle], articles: Sequence[Article], **names: tuple[UserName, ...]
) -> list[Step]:
    return [partial(function, article, **names) for article in articles]


def encode_names(names: Iterable[UserName]) -> bytes:
    """The names that a user teaches as a message."""
    return json.dumps([(name.name, name.type.value if name.type else "") for name in names]).encode()


def confine(megabytes: int) -> None:
    """Limit what this process may hold as data; systems that know no such limit (Windows) go without."""
    try:
        import resource
    except ImportError:
        return
    # Data rather than address space: the tagger's runtime maps far more than it uses.
    wanted = {resource.RLIMIT_DATA: megabytes * 1024 * 1024, resource.RLIMIT_CORE: 0}
    for kind, value in wanted.items():
        _soft, hard = resource.getrlimit(kind)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def trim() -> None:
    """Give back to the system what loading needed for a moment: some 40 MB, most of it copies of the tagger's model.

    The C library of Linux keeps freed memory that lies below what is in use; others have no such function, and need none.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
