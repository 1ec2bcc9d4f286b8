"""What stands before every request: who may ask, how many at once, and what the browser must not do with the answer."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.settings import ServeSettings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# YASGUI brings two pieces of style with its script: that of the table's column handles, and the underlining in what it
# says of a wrong line. They are allowed word for word, by their hashes, and no other.
EDITOR_POLICY = POLICY.replace(
    "style-src 'self';",
    "style-src 'self' 'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='; "
    "style-src-attr 'unsafe-hashes' 'sha256-EntWS0hFrz2vH7susM+dPUxvHlL6sBswmM8K80E5oUk=';",
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_NAME = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?")


def host_name(host: str) -> str:
    """The name in a Host header, without its port and brackets, in small letters; "" when it is none."""
    match = _NAME.fullmatch(host)
    return match["name"].strip("[]").lower() if match else ""


class Guard:
    """ASGI middleware.

    A page of somebody else must not read a server that listens on this computer only: not by having its own name lead
    to 127.0.0.1 (DNS rebinding; then the Host header has that name), and not by asking in the reader's browser (then
    ``Sec-Fetch-Site`` says so, except for old browsers, which cannot read the answer without CORS either).
    """

    def __init__(self, app: ASGIApp, settings: ServeSettings) -> None:
        self._app, self._settings = app, settings
        self._open = 0
        self._names = {"127.0.0.1", "localhost", "::1", settings.host.lower(), *map(str.lower, settings.names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or hand it on and see to the headers of its response."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY)
                headers.setdefault(
                    "Cross-Origin-Resource-Policy", "cross-origin" if self._settings.cors else "same-origin"
                )
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, sealed)
            return
        self._open += 1
        try:
            await self._app(scope, receive, sealed)
        finally:
            self._open -= 1

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        name = host_name(headers.get("host", ""))
        if self._settings.local and name not in self._names:
            return PlainTextResponse("This server answers only to its own address on this computer.\n", 421)
        if not name and headers.get("host"):
            return PlainTextResponse("The request's Host header is no name of a computer.\n", 400)
        site, mode = headers.get("sec-fetch-site", ""), headers.get("sec-fetch-mode", "")
        link = scope["method"] == "GET" and mode == "navigate"  # a link on another page may lead here
        let_in = "*" in self._settings.cors or headers.get("origin") in self._settings.cors
        if site == "cross-site" and not link and not let_in:
            return PlainTextResponse("Pages of other sites may not ask this server; kg serve --cors lets them.\n", 403)
        if self._open >= self._settings.connections:
            return PlainTextResponse("Too many requests at once. Try again in a while.\n", 503, {"Retry-After": "2"})
        return None
