"""Starting and ending, and what stands against it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli.serve import PORT
from kg.serve.settings import PORT as SETTINGS_PORT
from tests.serve.running import Server


def kg(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kg", "serve", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=60, env={**os.environ, "PYTHONUTF8": "1"}
    )


def alive(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def family(pid: int) -> list[str]:
    """A process's children and theirs."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [*children, *(each for child in children for each in family(int(child)))]


def test_the_default_port_is_the_settings() -> None:
    assert PORT == SETTINGS_PORT


def test_a_missing_graph_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = kg(tmp_path / "none.ttl", "--port", "0")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "none.ttl: cannot be read" in done.stderr


def test_a_file_that_is_no_graph_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("this is not Turtle", encoding="utf-8")
    done = kg(path, "--port", "0")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "graph.ttl: not Turtle that can be read" in done.stderr


def test_a_port_in_use_is_told_in_a_sentence(news_ttl: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        done = kg(news_ttl, "--port", str(port))
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr
        == f"Error: Port {port} of 127.0.0.1 is in use; choose another with --port, or 0 for any that is free.\n"
    )


def test_an_address_that_is_not_ours_is_told_in_a_sentence(news_ttl: Path) -> None:
    done = kg(news_ttl, "--port", "0", "--host", "192.0.2.1")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Error: --host 192.0.2.1: ")


@pytest.mark.parametrize(
    "option",
    [
        ("--timeout", "0"),
        ("--max-rows", "-1"),
        ("--port", "70000"),
        ("--workers", "0"),
        ("--cors", "https://a.example/"),
    ],
)
def test_options_out_of_range_are_wrong_usage(news_ttl: Path, option: tuple[str, str]) -> None:
    assert kg(news_ttl, *option).returncode == 2


@pytest.mark.parametrize("package", ["uvicorn", "starlette", "jinja2"])
def test_without_the_extra_the_command_says_how_to_get_it(news_ttl: Path, package: str) -> None:
    code = f"import sys; sys.modules['{package}'] = None; from kg.cli import main; main(['serve', {str(news_ttl)!r}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "Error: kg serve needs Starlette, uvicorn and Jinja: pip install 'kg[serve]'.\n"


@pytest.mark.skipif(not Path("/proc").exists(), reason="finds processes where the system lists them")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_it_ends_in_order_and_leaves_nobody_behind(news_ttl: Path, how: signal.Signals) -> None:
    running = Server(news_ttl, "--workers", "2")
    assert running.sparql("ASK {}").status == 200
    children = family(running.process.pid)
    assert len(children) == 3
    status, said = running.end(how)
    assert status == (-signal.SIGKILL if how == signal.SIGKILL else 0)
    assert "Traceback" not in said
    end = time.monotonic() + 5
    while any(map(alive, children)):
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.skipif(not Path("/proc").exists(), reason="finds processes where the system lists them")
def test_a_holder_that_dies_is_started_again(news_ttl: Path) -> None:
    running = Server(news_ttl, "--workers", "2", "--timeout", "2")
    holder = int(family(running.process.pid)[0])
    os.kill(holder, signal.SIGKILL)
    time.sleep(0.3)
    replies = [running.sparql("ASK {}").status for _ in range(4)]
    assert set(replies) <= {200, 503}
    end = time.monotonic() + 10
    while [running.sparql("ASK {}").status for _ in range(4)] != [200] * 4:
        assert time.monotonic() < end
        time.sleep(0.2)
    assert running.end()[0] == 0
