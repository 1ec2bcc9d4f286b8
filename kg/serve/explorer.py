"""The explorer page as the server sends it: the same page that ``kg build`` writes, under a bar that leads on."""

import gzip
import html
import re
from dataclasses import dataclass

from kg.serve.words import word

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')


@dataclass(frozen=True, slots=True)
class Explorer:
    """The page, as it is and compressed, with the policy it needs."""

    page: bytes
    packed: bytes
    policy: str


def explorer(text: str, language: str) -> Explorer:
    """Put the bar on a page of :func:`kg.export.html.render_html`.

    The page's policy then also takes the bar's script and style from this server; nothing else changes.
    """
    found = _POLICY.search(text)
    policy = html.unescape(found[2]) if found else "default-src 'none'"
    policy = policy.replace("script-src ", "script-src 'self' ", 1).replace("style-src ", "style-src 'self' ", 1)
    if found:
        # The page's own policy would forbid what the bar brings; the server's header says the same, bar included.
        text = text[: found.start()] + text[found.end() :]
    head = f'<link rel="stylesheet" href="/static/bar.css"><script src="/static/bar.js" data-lang="{language}"></script>\n</head>'
    text = text.replace("</head>", head, 1).replace("<body>\n", f"<body>\n{_bar(language)}\n", 1)
    data = text.encode()
    return Explorer(data, gzip.compress(data, 6, mtime=0), f"{policy}; frame-ancestors 'none'")


def _bar(language: str) -> str:
    """Links to the other pages; the script beside it adds the page of what is chosen."""
    links = [("/query", "query"), ("/search", "search")]
    items = "".join(f'<a href="{href}?l={language}">{word(name, language)}</a>' for href, name in links)
    entry = f'<a id="entry" hidden>{word("entry", language)}</a>'
    return f'<nav id="bar" aria-label="kg serve">{entry}{items}</nav>'
