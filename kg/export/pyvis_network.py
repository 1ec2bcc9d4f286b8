"""The drawing engine: a pyvis network whose positions are settled, and the vis-network script that pyvis ships.

Only data and the engine come from pyvis. Its own pages load style sheets and scripts from other computers in every
mode and show node titles as HTML, so they are never generated here; ``html.py`` puts the data into our template.
"""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from pyvis.network import Network

from kg.errors import OutputError
from kg.export.drawing import Drawing
from kg.export.page_data import Json
from kg.export.picture import Layout

VIS_VERSION = "9.1.2"
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
_VIS_PATH = f"templates/lib/vis-{VIS_VERSION}/vis-network.min.js"
_OPTIONS: Mapping[str, Json] = {
    "autoResize": True,
    "physics": {"enabled": False, "barnesHut": {"springLength": 120, "avoidOverlap": 0.4}, "minVelocity": 1.5},
    "layout": {"improvedLayout": False},
    # The page draws labels, tooltips and selection itself: text as text, at one size on screen, none over another.
    "nodes": {"shape": "custom", "font": {"size": 0}, "chosen": False},
    "edges": {"smooth": False, "chosen": False, "selectionWidth": 0, "hoverWidth": 0, "font": {"size": 0}},
    "interaction": {"hover": True, "tooltipDelay": 100000, "multiselect": False, "selectConnectedEdges": False},
}


def network(drawing: Drawing, layout: Layout) -> Network:
    """The picture as a pyvis network: node ids are thing numbers, edge ids link numbers, physics off."""
    net = Network(directed=True, cdn_resources="in_line")
    for node, (kind, label) in enumerate(zip(drawing.kinds, drawing.labels, strict=True)):
        if drawing.drawn(node):
            net.add_node(node, label=label or "–", shape="custom", group=kind, x=layout.x[node], y=layout.y[node])
    for link, (first, second) in enumerate(drawing.links):
        if drawing.drawn(first) and drawing.drawn(second):
            net.add_edge(first, second, id=link, arrows="")
    net.set_options(json.dumps(_OPTIONS))
    return net


def network_data(net: Network) -> Mapping[str, Json]:
    """Nodes, edges and options of a pyvis network as the page's script hands them to vis-network."""
    nodes, edges, _, _, _, options = net.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options) if isinstance(options, str) else options}


@cache
def vis_script() -> str:
    """The vis-network script from the installed pyvis, checked against the version this package was tested with.

    Raises: OutputError when pyvis ships another one: its behaviour towards hostile text is then unknown.
    """
    try:
        data = files("pyvis").joinpath(_VIS_PATH).read_bytes()
    except OSError as error:
        raise OutputError(f"pyvis has no vis-network {VIS_VERSION}: install pyvis 0.3.2.") from error
    if sha256(data).hexdigest() != VIS_SHA256:
        raise OutputError(f"pyvis ships a changed vis-network {VIS_VERSION}: install pyvis 0.3.2 from PyPI again.")
    # Line ends as HTML parsers see them, or the policy's hash would not fit; no hint at a file that is not there.
    script = data.decode("utf-8").replace("\r\n", "\n")
    return script.rpartition("//# sourceMappingURL=")[0]
