"""What the Spark engine needs is told in a sentence."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main

SEEDS = Path(__file__).parents[2] / "seeds"


def told(*options: str) -> str:
    done = CliRunner().invoke(main, ["build", str(SEEDS), "--engine", "spark", *options])
    assert done.exit_code in (1, 2)
    return done.stderr


def test_without_pyspark(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    assert "pip install 'kg[spark]'" in told("-o", str(tmp_path))


def test_without_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'kg[spark]'")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert "needs Java 17 or later" in told("-o", str(tmp_path))


def test_options_of_the_local_engine() -> None:
    assert "belong to the local engine" in told("--watch")
