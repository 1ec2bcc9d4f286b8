"""Chinese newspaper pages in; a knowledge graph with evidence for every fact out.

>>> import kg
>>> graph = kg.build(["seeds"])  # doctest: +SKIP
>>> graph.networkx.number_of_nodes()  # doctest: +SKIP

The public names are loaded when first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.assemble import Graph
    from kg.errors import KgError
    from kg.pipeline import build
    from kg.settings import Settings

__all__ = ["Graph", "KgError", "Settings", "build"]

_HOMES = {"Graph": "kg.assemble", "KgError": "kg.errors", "Settings": "kg.settings", "build": "kg.pipeline"}


def __getattr__(name: str) -> object:
    """Find a public name in its room (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
