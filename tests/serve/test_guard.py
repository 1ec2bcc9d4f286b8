"""Who may ask, and what a browser is told of the answers."""

import re

import pytest

from tests.serve.running import Server

PAGES = ["/", "/query", "/search?q=dyl", "/healthz", "/sparql", "/nowhere", "/static/serve.css", "/id/nothing"]


@pytest.mark.parametrize(
    "host", ["attacker.example", "attacker.example:8765", "127.0.0.1.attacker.example", "10.0.0.1", ""]
)
def test_another_name_that_leads_here_is_refused(server: Server, host: str) -> None:
    for path in PAGES:
        assert server.ask(path, host=host).status == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1234", "LOCALHOST", "[::1]:80"])
def test_the_names_of_this_computer_are_taken(server: Server, host: str) -> None:
    assert server.ask("/healthz", host=host).status == 200


def test_a_name_that_was_told_is_taken_too(server: Server, strict: Server) -> None:
    assert strict.ask("/healthz", host="KG.example:443").status == 200
    assert strict.ask("/healthz", host="www.kg.example").status == 421
    assert server.ask("/healthz", host="kg.example").status == 421


def test_pages_of_other_sites_may_link_but_not_ask(server: Server) -> None:
    assert server.ask("/sparql?query=ASK%7B%7D", sec_fetch_site="cross-site", sec_fetch_mode="cors").status == 403
    assert server.ask("/sparql?query=ASK%7B%7D", sec_fetch_site="cross-site", sec_fetch_mode="no-cors").status == 403
    form = {
        "content_type": "application/x-www-form-urlencoded",
        "sec_fetch_site": "cross-site",
        "sec_fetch_mode": "navigate",
    }
    assert server.ask("/sparql", "POST", b"query=ASK%7B%7D", **form).status == 403
    assert server.ask("/", sec_fetch_site="cross-site", sec_fetch_mode="navigate").status == 200
    assert server.ask("/sparql?query=ASK%7B%7D", sec_fetch_site="same-origin", sec_fetch_mode="cors").status == 200


def test_no_origin_is_let_in_unless_it_was_named(server: Server, strict: Server) -> None:
    theirs = {"origin": "https://other.example", "sec_fetch_site": "cross-site", "sec_fetch_mode": "cors"}
    assert (
        "access-control-allow-origin"
        not in server.ask("/sparql?query=ASK%7B%7D", origin="https://other.example").headers
    )
    reply = strict.ask("/sparql?query=ASK%7B%7D", **theirs)
    assert (reply.status, reply.headers["access-control-allow-origin"]) == (200, "https://other.example")
    assert (
        "access-control-allow-origin"
        not in strict.ask("/sparql?query=ASK%7B%7D", origin="https://third.example").headers
    )
    theirs["origin"] = "https://third.example"
    assert strict.ask("/sparql?query=ASK%7B%7D", **theirs).status == 403
    theirs["origin"] = "https://other.example"
    asked = strict.ask(
        "/sparql", "OPTIONS", **theirs, access_control_request_method="POST", access_control_request_headers="accept"
    )
    assert asked.status == 200
    assert "POST" in asked.headers["access-control-allow-methods"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_forbids_the_browser_what_it_does_not_need(server: Server, path: str) -> None:
    reply = server.ask(path, accept="text/html")
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert not re.search(r"https?:|\*", policy)
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"
    assert "server" not in reply.headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/yasgui/..%2f..%2fapp.py",
        "/static//etc/passwd",
        "/static/yasgui",
    ],
)
def test_only_what_is_meant_for_browsers_is_given_out(server: Server, path: str) -> None:
    assert server.ask(path).status == 404
