"""Requests that nobody means well by: queries broken, mutated and made up, and requests that are hardly HTTP."""

import socket
from collections.abc import Iterator
from random import Random
from urllib.parse import quote, urlencode

from kg.query import named_queries
from kg.query.lexer import KEYWORDS

WORDS = [
    *sorted(KEYWORDS), "SERVICE", "FROM", "INSERT", "LOAD", "{", "}", "(", ")", ".", ";", ",", "?a", "?b", "$c", "_:x", "[]", "<a:b>", "<", ">",
    "kg:", "rdfs:label", "org:member", "'x'", '"泊里"@zh', '"""', "'''", "1", "1.5e9", "-3", "^^xsd:integer", "@", "^", "/", "|", "*", "+", "!",
    "&&", "||", "=", "!=", "#", "\\u0053", "\\", "\x00", "\u202e", "𠮷", "<<", ">>", "{|", "|}", "~", "LATERAL", "%", "\n", "\ufeff",
]  # fmt: skip
TEMPLATES = [
    "SELECT * {{ {} }}", "SELECT {} WHERE {{ ?a ?b ?c }}", "ASK {{ FILTER ({}) }}", "CONSTRUCT {{ {} }} WHERE {{ ?a ?b ?c }} LIMIT 3",
    "DESCRIBE {}", "SELECT (({}) AS ?x) {{ ?a rdfs:label ?c }} LIMIT 3", "PREFIX x: {} ASK {{}}", "SELECT ?a {{ ?a ({}) ?c }} LIMIT 3",
    "SELECT ?a {{ VALUES ?a {{ {} }} }}", "SELECT ?a {{ ?a ?b ?c }} ORDER BY {} LIMIT 3", "{}",
]  # fmt: skip
ACCEPTS = [
    "*/*", "", "text/csv", "text/turtle", "application/ld+json", "text/html", "nonsense", "a/b;q=x, */*;q=0", ";;;,,,", "text/*;q=1.5", "*/html",
    "application/sparql-results+xml;q=0.2,text/tab-separated-values;q=0.21", "\x01", "泊".encode().decode("latin-1"), "x/y," * 300,
]  # fmt: skip
TYPES = [
    "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update", "text/plain", "", "a;b;c",
    "application/sparql-query; charset=gb18030", "application/sparql-query;charset", "multipart/form-data; boundary=x",
]  # fmt: skip
PATHS = [
    "/", "/query", "/queries", "/queries/{}.rq", "/queries/posts.rq?name={}", "/search?q={}", "/search.json?q={}&kind={}", "/id/{}", "/id/{}.ttl",
    "/id/{}.jsonld", "/static/{}", "/{}", "/healthz?{}", "/search?q=a&l={}", "/id/{}?at={}", "/sparql/{}", "//{}", "/static/yasgui/{}",
]  # fmt: skip


def query(random: Random) -> str:
    """A query string: made up of words, put into a frame, or one of ours with something broken."""
    sort = random.random()
    if sort < 0.35:
        return random.choice(TEMPLATES).format(" ".join(random.choices(WORDS, k=random.randint(0, 12))))
    if sort < 0.5:
        return " ".join(random.choices(WORDS, k=random.randint(0, 40)))
    if sort < 0.6:
        return "".join(
            chr(random.choice([random.randint(0, 127), random.randint(0x4E00, 0x9FFF), random.randint(0, 0xD7FF)]))
            for _ in range(random.randint(0, 200))
        )
    text = random.choice(named_queries()).text
    for _ in range(random.randint(1, 4)):
        at, end = sorted(random.randint(0, len(text)) for _ in range(2))
        change = random.random()
        if change < 0.4:
            text = text[:at] + random.choice(WORDS) + text[at:]
        elif change < 0.7:
            text = text[:at] + text[min(end, at + 20) :]
        elif change < 0.85:
            text = text[:end] + text[at:]
        else:
            text = text.replace(random.choice(text or " "), random.choice(WORDS))
    return text[:20_000]


def requests(seed: int, number: int, names: list[str]) -> Iterator[bytes]:
    """Requests as bytes; ``names`` are local names of the graph, to be hit and missed."""
    random = Random(seed)
    for _ in range(number):
        sort = random.random()
        if sort < 0.6:
            yield _sparql(random)
        elif sort < 0.9:
            yield _page(random, names)
        else:
            yield _raw(random)


def _head(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Connection: close",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    if body or method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + body


def _sparql(random: Random) -> bytes:
    text = query(random)
    accept = "*/*" if random.random() < 0.6 else random.choice(ACCEPTS)
    way = random.random()
    if way < 0.4:
        more = random.choice(["", "", "", "&default-graph-uri=x", "&query=ASK%7B%7D", "&update=x", "&" + "a=b&" * 60])
        return _head(
            "GET", "/sparql?" + urlencode({"query": text}, errors="replace")[:60_000] + more, {"Accept": accept}
        )
    body = text.encode("utf-8", "replace")
    if way < 0.6:
        body = urlencode({"query": text}, errors="replace").encode()
        return _head("POST", "/sparql", {"Accept": accept, "Content-Type": TYPES[0]}, body)
    if way < 0.9:
        return _head("POST", "/sparql", {"Accept": accept, "Content-Type": TYPES[1]}, body)
    if way < 0.95:
        body = bytes(random.randrange(256) for _ in range(random.randint(0, 100)))
    return _head("POST", "/sparql", {"Accept": accept, "Content-Type": random.choice(TYPES)}, body)


def _page(random: Random, names: list[str]) -> bytes:
    def part() -> str:
        kind = random.random()
        if kind < 0.4:
            return random.choice(names)
        if kind < 0.6:
            return quote(random.choice(WORDS) * random.randint(1, 5), safe="")
        return random.choice(
            [
                "..",
                "%2e%2e%2f",
                "%00",
                "%ff",
                "dyl",
                "0-5",
                "99-1",
                "a" * 3000,
                "%E6%B3%8A",
                "'",
                "%22%3E",
                ".ttl",
                "e-x-pos",
            ]
        )

    path = random.choice(PATHS)
    filled = path.format(*(part() for _ in range(path.count("{}"))))
    method = random.choices(["GET", "HEAD", "POST", "PUT", "OPTIONS", "BREW"], [80, 5, 5, 4, 4, 2])[0]
    return _head(
        method,
        filled,
        {
            "Accept": random.choice([*ACCEPTS, "text/html"]),
            "Accept-Language": random.choice(["zh", "en;q=x", ",,;", "de"]),
        },
    )


def _raw(random: Random) -> bytes:
    """Bytes that begin like a request and go wrong."""
    good = bytearray(_sparql(random) if random.random() < 0.5 else _page(random, ["p-0"]))
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(good))
        change = random.random()
        if change < 0.5:
            good[at] = random.randrange(256)
        elif change < 0.75:
            del good[at : at + random.randint(1, 10)]
        else:
            good[at:at] = random.choice(
                [b"\r\n", b"\x00", b": ", b"Transfer-Encoding: chunked\r\n", b"Content-Length: 99999999999\r\n", b" "]
            )
    return bytes(good) + b"\r\n\r\n"


def status_of(host: str, port: int, request: bytes, seconds: float) -> int:
    """The status of a server's answer to bytes; 0 when it closes without one, as it may on what is no request.

    One that is not finished is given up after a second, as a client does that leaves. Raises: TimeoutError when the
    server then neither answers nor closes within ``seconds``.
    """
    with socket.create_connection((host, port), timeout=1) as line:
        answer = bytearray()
        try:
            line.sendall(request)
            while len(answer) < 12:
                try:
                    part = line.recv(1 << 16)
                except TimeoutError:
                    if line.gettimeout() != 1:
                        raise
                    line.shutdown(socket.SHUT_WR)
                    line.settimeout(seconds)
                    continue
                if not part:
                    break
                answer += part
        except ConnectionError:
            pass
    if not answer.startswith(b"HTTP/1.1 "):
        return 0
    return int(answer[9:12])
