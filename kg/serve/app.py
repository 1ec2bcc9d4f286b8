"""The server's addresses: the explorer page, queries, search, and a page and data for every node of the graph."""

import asyncio
import gzip
import mimetypes
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import QueryError
from kg.export.html import render_html
from kg.query import NamedQuery, named_queries, named_query
from kg.query.binding import bind
from kg.serve.explorer import Explorer, explorer
from kg.serve.formats import GRAPHS, HTML, TABLES, TYPE_OF, choose, graph_as
from kg.serve.guard import EDITOR_POLICY, Guard, host_name
from kg.serve.library import Library
from kg.serve.pages import KINDS, Pages, Reader, address, evidence_address
from kg.serve.pool import Pool
from kg.serve.protocol import ProtocolError, read_get, read_post, service_description
from kg.serve.search import LONGEST, Index
from kg.serve.settings import ServeSettings
from kg.serve.words import LANGUAGES, kind_name, language_of

_SUFFIXES = {"ttl": "ttl", "jsonld": "jsonld", "nt": "nt", "rdf": "rdf", "html": "html"}
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
BODY_SECONDS = 20  # for a request's body to arrive
_FOUND = 50  # results of a search on its page
_DAY = "public, max-age=86400"


class Site:
    """One graph, served. Handlers that wait are coroutines; those that write pages run in threads."""

    def __init__(
        self, library: Library, pool: Pool, settings: ServeSettings, *, triples: int, prefixes: dict[str, str]
    ) -> None:
        self.library, self.pool, self.settings = library, pool, settings
        self.triples, self.prefixes = triples, prefixes
        self.pages = Pages(library)
        self.explorers = lru_cache(maxsize=2)(self._explorer)

    def _explorer(self, language: str) -> Explorer:
        return explorer(self._drawn, language)

    @cached_property
    def _drawn(self) -> str:
        return render_html(self.library.graph)

    def warm(self) -> None:
        """Make now what the first readers would otherwise wait for: pages' templates, the index, the explorer."""
        _files()
        for language in LANGUAGES:
            self.explorers(language)
            reader = Reader(language, chosen=True)
            self.pages.search("a", "", self.index.search("a"), _FOUND, reader)
            self.pages.query(reader, self.prefixes, self.settings.rows)
            for kind in ("article", "person", "organization"):
                if thing := next(self.library.graph.of_kind(kind), None):
                    self.pages.thing(thing, reader, None)

    @property
    def index(self) -> Index:
        """The search index."""
        return self.library.index

    # pages

    def home(self, request: Request) -> Response:
        """The explorer page."""
        made = self.explorers(reader_of(request).language)
        packed = "gzip" in request.headers.get("accept-encoding", "")
        headers = {
            "Content-Security-Policy": made.policy,
            "Vary": "Accept-Encoding, Accept-Language",
            "Cache-Control": "no-cache",
        }
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Response(made.packed if packed else made.page, media_type="text/html", headers=headers)

    def node(self, request: Request) -> Response:
        """A node of the graph, as a page or as data: by the Accept header, or by the ending of the address."""
        name, ending = request.path_params["name"], ""
        stem, dot, last = name.rpartition(".")
        if dot and last in _SUFFIXES:
            name, ending = stem, _SUFFIXES[last]
        accept = request.headers.get("accept", "")
        kind = ending or choose(accept, {**HTML, **GRAPHS})
        found = self.library.described(name)
        if found is None:
            raise HTTPException(404, "The graph has nothing at this address.")
        if kind is None:
            raise HTTPException(406, f"This node can be had as text/html, {', '.join(GRAPHS)}.")
        headers = {"Vary": "Accept, Accept-Language"}
        if kind != "html":
            headers["Content-Location"] = f"/id/{name}.{kind}"
            return Response(self.library.written(found, kind), media_type=TYPE_OF[kind], headers=headers)
        return self._page(name, request, headers)

    def _page(self, name: str, request: Request, headers: dict[str, str]) -> Response:
        reader = reader_of(request)
        thing, fact = self.library.thing(name), self.library.statement_by_id.get(name)
        if thing is not None:
            at = _AT.fullmatch(request.query_params.get("at", ""))
            return page(self.pages.thing(thing, reader, (int(at[1]), int(at[2])) if at else None), headers=headers)
        if fact is not None:
            return page(self.pages.fact(fact, reader), headers=headers)
        owner = name if name in self.library.graph.evidence_by_id else name.rpartition("-")[0]
        piece = self.library.graph.evidence_by_id[owner]  # type: ignore[index]
        return RedirectResponse(evidence_address(piece), 303, headers=headers)  # words stand in their article

    def search(self, request: Request) -> Response:
        """Search by name, alias and pinyin: a page, or JSON by the Accept header or the address."""
        text, kind = request.query_params.get("q", ""), request.query_params.get("kind", "")
        reader = reader_of(request)
        if (
            request.url.path.endswith(".json")
            or choose(request.headers.get("accept", ""), {**HTML, "application/json": "json"}) == "json"
        ):
            return JSONResponse(self._found(text, kind, reader), headers={"Vary": "Accept, Accept-Language"})
        kind = kind if kind in KINDS else ""
        hits = self.index.search(text, most=_FOUND + 1, kind=kind)
        return page(
            self.pages.search(text[:LONGEST], kind, hits, _FOUND, reader), headers={"Vary": "Accept, Accept-Language"}
        )

    def _found(self, text: str, kind: str, reader: Reader) -> dict[str, object]:
        more = f"?{urlencode({'l': reader.language})}" if reader.chosen else ""
        return {
            "query": text[:LONGEST],
            "results": [
                {
                    "id": hit.thing.id,
                    "iri": self.library.graph.base + hit.thing.id,
                    "label": hit.thing.label,
                    "name": hit.name,
                    "kind": hit.thing.kind,
                    "kindName": kind_name(hit.thing.kind, reader.language),
                    "page": f"/id/{hit.thing.id}{more}",
                }
                for hit in self.index.search(text, kind=kind)
            ],
        }

    def editor(self, request: Request) -> Response:
        """The query editor."""
        headers = {"Vary": "Accept-Language", "Content-Security-Policy": EDITOR_POLICY}
        return page(self.pages.query(reader_of(request), self.prefixes, self.settings.rows), headers=headers)

    # queries

    async def sparql(self, request: Request) -> Response:
        """The SPARQL 1.1 Protocol's query operation, and the service description."""
        accept = request.headers.get("accept", "")
        query_string = request.scope["query_string"]
        try:
            if request.method == "POST":
                body = await self._body(request)
                asked = read_post(request.headers.get("content-type", ""), query_string, body)
            else:
                asked = read_get(query_string)
        except ProtocolError as error:
            return told(error.status, error.message)
        if asked.query is None:
            return self._description(request, accept)
        question: dict[str, object] = {
            "query": asked.query,
            "table": choose(accept, TABLES),
            "graph": choose(accept, GRAPHS),
        }
        answering = asyncio.ensure_future(self.pool.run(question))
        leaving = asyncio.ensure_future(_left(request))
        try:
            await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not answering.done():
                return Response(status_code=499)  # nobody is there to read it
            reply = answering.result()
        finally:
            for task in (answering, leaving):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        if reply.status != 200:
            return told(reply.status, reply.message)
        headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
        if reply.cut:
            headers["X-SPARQL-MaxRows"] = str(self.settings.rows)  # as other servers call it: there were more
        return Response(reply.body, media_type=reply.type, headers=headers)

    async def _body(self, request: Request) -> bytes:
        """A request's body, as far as it may be long and slow. Raises: ProtocolError."""
        most = self.settings.request
        too_long = ProtocolError(413, f"A request may hold {most >> 10} KB at most.")
        length = request.headers.get("content-length", "0")
        if length.isdecimal() and int(length) > most:
            raise too_long
        body = bytearray()
        try:
            async with asyncio.timeout(BODY_SECONDS):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > most:
                        raise too_long
        except ClientDisconnect:
            raise ProtocolError(400, "The request ended before its body did.") from None
        except TimeoutError:
            raise ProtocolError(408, f"The request took more than {BODY_SECONDS} s to arrive.") from None
        return bytes(body)

    def _description(self, request: Request, accept: str) -> Response:
        kind = choose(accept, {**GRAPHS, **HTML})
        if kind is None:
            return told(406, f"The service description can be had as {', '.join(GRAPHS)}.")
        if kind == "html":
            return RedirectResponse("/query", 303, headers={"Vary": "Accept"})
        host = request.headers.get("host", "")
        endpoint = f"{request.url.scheme}://{host if host_name(host) else 'localhost'}/sparql"
        text = graph_as(service_description(endpoint, self.triples), kind)
        return Response(text, media_type=TYPE_OF[kind], headers={"Vary": "Accept"})

    def queries(self, _request: Request) -> Response:
        """The named queries as JSON."""
        return JSONResponse([_plain(query) for query in named_queries()])

    def named(self, request: Request) -> Response:
        """A named query's SPARQL with the values that the address gives its parameters."""
        query = named_query(request.path_params["name"])
        if query is None:
            raise HTTPException(404, "There is no query of that name.")
        given = {name: value for name, value in request.query_params.items() if value and name != "l"}
        try:
            # Without any value it is the text as it comes, for those who fill it in themselves.
            text = bind(query.text, query.bind(given)) if given or "bind" in request.query_params else query.text
        except QueryError as error:
            return told(400, str(error))
        return Response(text, media_type="application/sparql-query; charset=utf-8")

    def health(self, _request: Request) -> Response:
        """Whether there are workers to answer queries."""
        alive = self.pool.workers
        return JSONResponse(
            {"status": "ok" if alive else "no workers", "triples": self.triples, "workers": alive},
            200 if alive else 503,
        )

    async def error(self, request: Request, error: Exception) -> Response:
        """What went wrong, as a page for people and a sentence for machines."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        message = error.detail if isinstance(error, HTTPException) else "The server met an error of its own."
        headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
        wants = choose(request.headers.get("accept", ""), {"text/plain": "txt", **HTML})
        if wants == "html" and not request.url.path.startswith(("/sparql", "/static")):
            return page(self.pages.error(status, message, reader_of(request)), status, headers)
        return told(status, message, headers)


def _plain(query: NamedQuery) -> dict[str, object]:
    return {
        "name": query.name,
        "question": query.question,
        "questionZh": query.question_zh,
        "sparql": f"/queries/{query.name}.rq",
        "parameters": [
            {"name": each.name, "sort": each.sort, "help": each.help, "default": each.default}
            for each in query.parameters
        ],
    }


async def _left(request: Request) -> None:
    """Return when the client has gone; the body must have been read."""
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            return


def reader_of(request: Request) -> Reader:
    """In which language a request wants its page."""
    wanted = request.query_params.get("l", "")
    return Reader(language_of(wanted, request.headers.get("accept-language", "")), bool(wanted))


def page(text: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A response of HTML."""
    return Response(
        text.encode("utf-8", "replace"), status, {"Cache-Control": "no-cache", **(headers or {})}, "text/html"
    )


def told(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    """A response of one sentence."""
    more = {"Retry-After": "5"} if status == 503 else {}
    return PlainTextResponse(f"{message}\n".encode("utf-8", "replace"), status, {**more, **(headers or {})})


@cache
def _files() -> dict[str, tuple[bytes, bytes]]:
    """The files that pages load, as they are and compressed; what is not among them is not given out."""
    folder = files("kg.serve") / "static"
    found = {}
    for place in [*folder.iterdir(), *(folder / "yasgui").iterdir()]:
        if place.is_file():
            data = place.read_bytes()
            found[place.name if (folder / place.name).is_file() else f"yasgui/{place.name}"] = (
                data,
                gzip.compress(data, 9, mtime=0),
            )
    return found


def static(request: Request) -> Response:
    """Scripts and style sheets."""
    name = request.path_params["path"]
    found = _files().get(name)
    if found is None:
        raise HTTPException(404, "There is no such file.")
    packed = "gzip" in request.headers.get("accept-encoding", "")
    headers = {"Vary": "Accept-Encoding", "Cache-Control": _DAY, **({"Content-Encoding": "gzip"} if packed else {})}
    return Response(
        found[1] if packed else found[0], media_type=mimetypes.guess_type(name)[0] or "text/plain", headers=headers
    )


def make_app(site: Site) -> Starlette:
    """The application; it ends the pool when it is shut down."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await site.pool.start()
        try:
            yield
        finally:
            await site.pool.close()

    middleware = [Middleware(Guard, settings=site.settings)]
    if site.settings.cors:
        middleware.append(
            Middleware(
                CORSMiddleware, allow_origins=list(site.settings.cors), allow_methods=["GET", "POST"], allow_headers=["*"],
                expose_headers=["X-SPARQL-MaxRows"],
            )
        )  # fmt: skip
    routes = [
        Route("/", site.home),
        Route("/sparql", site.sparql, methods=["GET", "POST"]),
        Route("/query", site.editor),
        Route("/queries", site.queries),
        Route("/queries/{name}.rq", site.named),
        Route("/search", site.search),
        Route("/search.json", site.search),
        Route("/id/{name}", site.node),
        Route("/static/{path:path}", static),
        Route("/healthz", site.health),
    ]
    handlers = {HTTPException: site.error, Exception: site.error}
    return Starlette(routes=routes, middleware=middleware, exception_handlers=handlers, lifespan=lifespan)


__all__ = ["Site", "address", "make_app"]
