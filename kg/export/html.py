"""One HTML file that shows a graph with the evidence for every fact, and needs nothing from anywhere else.

Trust boundary: everything in the graph may come from a hostile article. It enters the page only as JSON between script
tags (no ``<``, ``>`` or ``&`` in it) and only as text nodes from there. A content security policy allows exactly the
scripts and the style sheet written here, by their hashes, and no connection at all.
"""

import base64
import html
import json
import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from kg.errors import SettingsError
from kg.export.drawing import Drawing
from kg.export.files import write_atomic
from kg.export.page_data import data_block, data_texts, page_data, picture_data, to_script_json
from kg.export.picture import TITLE, Begun, Layout, picture_of
from kg.export.templates import template
from kg.model.graph import GraphData
from kg.model.vocabulary import NAMES

VIEWS = ("auto", "pyvis", "large")
PYVIS_LIMIT = 2_000  # drawn nodes; beyond, vis-network drops below 30 frames a second without a GPU

# Order matters: a file may use what stands in an earlier one.
SCRIPTS = (
    "dom.js", "words.js", "kinds.js", "data.js", "state.js", "visible.js", "search.js", "labels.js", "view_vis.js",
    "canvas_index.js", "canvas_scene.js", "view_canvas.js", "gather.js", "evidence.js", "facts.js", "panel.js", "article.js",
    "legend.js", "tools.js", "tab_people.js", "tab_places.js", "tab_timeline.js", "tab_articles.js", "save.js", "turtle.js",
    "tooltip.js", "keyboard.js", "main.js",
)  # fmt: skip


def write_html(
    graph: GraphData, path: Path, *, title: str = TITLE, view: str = "auto", begun: Begun | None = None
) -> None:
    """Write the page of a graph to ``path``, in one step; equal graphs give equal bytes.

    ``view`` is the drawing engine: ``pyvis`` (vis-network), ``large`` (our own canvas), or ``auto``: pyvis up to
    ``PYVIS_LIMIT`` drawn nodes. ``begun`` is what the caller has of this graph's page under this title.
    Raises: SettingsError for another view, OutputError when the file cannot be written.
    """
    write_atomic(path, render_html(graph, title=title, view=view, begun=begun).encode("utf-8"))


def render_html(graph: GraphData, *, title: str = TITLE, view: str = "auto", begun: Begun | None = None) -> str:
    """The page as text; see :func:`write_html`."""
    if view not in VIEWS:
        raise SettingsError(f'unknown view "{view}"; known: {", ".join(VIEWS)}.')
    begun = begun or _begun(graph, title)
    drawing, layout = begun.picture.drawing, begun.picture.layout
    drawn = sum(drawing.drawn(node) for node in range(len(drawing.kinds)))
    use_pyvis = view == "pyvis" or (view == "auto" and drawn <= PYVIS_LIMIT)
    engine = _vis_blocks(drawing, layout) if use_pyvis else ""
    shown = data_block("kg-picture", to_script_json(picture_data(begun.picture)))
    blocks = engine + shown + "".join(begun.blocks)
    style, script = template("page.css"), page_script()
    policy = _policy(_inline_scripts(engine, script), style)
    return _fill(
        template("page.html"),
        {
            "title": html.escape(title),
            "policy": html.escape(policy),
            "style": style,
            "data": blocks,
            "script": script,
            "notice": html.escape(template("licenses/NOTICE")).replace("--", "- -"),
        },
    )


def _begun(graph: GraphData, title: str) -> Begun:
    picture = picture_of(graph)
    texts = data_texts(page_data(graph, picture.drawing, title=title))
    return Begun(picture, tuple(data_block(name, text) for name, text in texts.items()))


def render_frame(graph: GraphData) -> str:
    """The page of a graph inside a frame, for notebooks; see :func:`repr_html`."""
    return repr_html(render_html(graph))


def repr_html(page: str, *, height: int = 640) -> str:
    """A page inside a frame that may run its own script and nothing more, for notebooks (``_repr_html_``)."""
    return (
        f'<iframe sandbox="allow-scripts allow-downloads" srcdoc="{html.escape(page)}" title="kg" '
        f'style="width:100%;height:{int(height)}px;border:1px solid #ccc;border-radius:8px"></iframe>'
    )


@cache
def page_script() -> str:
    """The page's own script: its files in order, in one function scope, with the shared tables as constants."""
    names = {name: {"zh": names.zh, "en": names.en} for name, names in NAMES.items()}
    tables = {"KINDS": json.loads(template("kinds.json")), "TERMS": names | json.loads(template("terms.json"))}
    constants = "".join(f"const {name} = {to_script_json(table)};\n" for name, table in tables.items())
    body = "\n".join(template(f"js/{name}") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{constants}{body}\n}})();\n'


def _vis_blocks(drawing: Drawing, layout: Layout) -> str:
    """The drawing engine with its data: what pyvis contributes to the page."""
    from kg.export.pyvis_network import network, network_data, vis_script  # pyvis takes 0.2 s to import

    data = data_block("kg-network", to_script_json(network_data(network(drawing, layout))))
    return f"{data}<script>{vis_script()}</script>\n"


def _inline_scripts(engine: str, script: str) -> list[str]:
    """What the policy must allow: the engine, when it is there, and our own script."""
    found = re.findall(r"<script>(.*?)</script>", engine, re.DOTALL)
    return [*found, script]


def _policy(scripts: list[str], style: str) -> str:
    """A content security policy that allows these scripts and this style sheet, and no connection to anywhere."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data: blob:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _fill(page: str, parts: Mapping[str, str]) -> str:
    """Put parts in their places in one pass, so that braces inside an article are never taken for a place."""
    return re.sub(r"\{\{kg:(\w+)\}\}", lambda match: parts[match[1]], page)
