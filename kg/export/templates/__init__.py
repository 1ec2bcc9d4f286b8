"""The page's markup, style, scripts and tables, as files; licences of what is shipped inside the page beside them."""

from functools import cache
from importlib.resources import files


@cache
def template(name: str) -> str:
    """A file of this folder, with line ends as HTML parsers see them: the page's policy hashes depend on it."""
    return files(__name__).joinpath(*name.split("/")).read_text("utf-8").replace("\r\n", "\n")
