"""Where each node of the picture stands: computed once when building, so that the page opens still and always the same.

Communities stand apart: each is laid out on its own by springs, then treated as a disc, and the discs are packed, the
ones that share most links side by side. Units are pixels of the page at zoom 1; y grows downwards.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.export.communities import communities
from kg.export.drawing import HUB_KINDS, Drawing

Array = NDArray[np.float64]
WeightedLink = tuple[int, int, float]

_SPRING = 82.0  # wished length of a link: a short label fits between two nodes
_BOX_HEIGHT = 44.0  # of a node with its label below
_GROUP_LIMIT = 160  # a larger group is split into communities of its own, so that no force step sees more pairs
_STEPS, _STEPS_LARGE = 110, 70  # few nodes are cheap to place well
_STRETCH = 1.3  # screens are wider than high
_MAX_DEPTH = 5


@dataclass(frozen=True, slots=True)
class Layout:
    """Coordinates and community of every thing (0, 0 and -1 for things that are not drawn); discs of communities."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    community: tuple[int, ...]
    discs: tuple[tuple[float, float, float], ...]  # x, y, radius; as many as there are communities


def lay_out(drawing: Drawing) -> Layout:
    """Place every drawn node. The same drawing gives the same layout; no randomness, no clock.

    Cost: about O(nodes * 160) per force step and O(links) per community pass; 3,000 nodes take under a second.
    """
    nodes = [node for node in range(len(drawing.kinds)) if drawing.drawn(node)]
    rank = {node: index for index, node in enumerate(nodes)}
    links = [
        (rank[first], rank[second], weight)
        for first, second, weight in _pulls(drawing)
        if first in rank and second in rank
    ]
    widths = np.array([30.0 + 6.5 * min(len(drawing.labels[node]), 12) for node in nodes])
    groups = _split(len(nodes), links)
    positions, discs = _place_groups(groups, links, widths, 0)
    x, y = [0.0] * len(drawing.kinds), [0.0] * len(drawing.kinds)
    community = [-1] * len(drawing.kinds)
    for index, group in enumerate(groups):
        for member in group:
            node = nodes[member]
            x[node], y[node] = round(float(positions[member, 0]), 1), round(float(positions[member, 1]), 1)
            community[node] = index
    rounded = tuple((round(cx, 1), round(cy, 1), round(radius, 1)) for cx, cy, radius in discs)
    return Layout(tuple(x), tuple(y), tuple(community), rounded)


def _pulls(drawing: Drawing) -> list[WeightedLink]:
    """How strongly each line pulls its ends together: facts fully, an article's mentions weakly, a role hardly at all.

    Otherwise every article, and every post that many people hold, would draw the whole picture into one ball.
    """
    degree = [0] * len(drawing.kinds)
    for first, second in drawing.links:
        degree[first] += 1
        degree[second] += 1
    facts = [0] * len(drawing.links)
    for edge in drawing.edges:
        facts[edge.link] += 1
    pulls: list[WeightedLink] = []
    for (first, second), count in zip(drawing.links, facts, strict=True):
        hubs = [node for node in (first, second) if drawing.kinds[node] in HUB_KINDS]
        if not hubs:
            weight = min(1.0 + 0.25 * (count - 1), 2.0)
        elif any(drawing.kinds[hub] == "article" for hub in hubs):
            weight = min(0.4, 3.0 / max(degree[hub] for hub in hubs))
        else:
            weight = min(0.8, 1.2 / max(degree[hub] for hub in hubs))  # a post that one person holds stands beside them
        pulls.append((first, second, weight))
    return pulls


def _split(count: int, links: list[WeightedLink]) -> list[list[int]]:
    """Communities as lists of nodes, largest first; nodes without any link are gathered in one last group."""
    linked = [False] * count
    for first, second, _ in links:
        linked[first] = linked[second] = True
    groups: dict[int, list[int]] = {}
    for node, home in enumerate(communities(count, links)):
        groups.setdefault(home if linked[node] else count, []).append(node)
    return [groups[key] for key in sorted(groups)]


def _place_groups(
    groups: list[list[int]], links: list[WeightedLink], widths: Array, depth: int
) -> tuple[Array, list[tuple[float, float, float]]]:
    """Lay out each group around its own centre, then pack the groups; coordinates per node, and a disc per group."""
    home = {node: index for index, group in enumerate(groups) for node in group}
    inner: list[list[WeightedLink]] = [[] for _ in groups]
    between: dict[tuple[int, int], float] = {}
    local = {node: place for group in groups for place, node in enumerate(group)}
    for first, second, weight in links:
        one, two = home[first], home[second]
        if one == two:
            inner[one].append((local[first], local[second], weight))
        else:
            pair = (min(one, two), max(one, two))
            between[pair] = between.get(pair, 0.0) + weight
    shapes = [
        _place_nodes(len(group), group_links, widths[group], depth)
        for group, group_links in zip(groups, inner, strict=True)
    ]
    radii = np.array([_radius(shape, widths[group]) for shape, group in zip(shapes, groups, strict=True)])
    centres = _pack(radii, between)
    _turn(groups, shapes, centres, [link for link in links if home[link[0]] != home[link[1]]])
    positions = np.zeros((len(home), 2))
    for index, group in enumerate(groups):
        if len(group) <= _GROUP_LIMIT:
            shapes[index] = _push_apart(shapes[index], widths[group])
        positions[group] = shapes[index] + centres[index]
    discs = [(float(x), float(y), float(r)) for (x, y), r in zip(centres, radii, strict=True)]
    return positions, discs


def _place_nodes(count: int, links: list[WeightedLink], widths: Array, depth: int) -> Array:
    """Lay out one group around (0, 0): a grid without links, springs when small, packed sub-groups when large."""
    if count == 1:
        return np.zeros((1, 2))
    if not links:
        return _grid(count)
    if count > _GROUP_LIMIT and depth < _MAX_DEPTH:
        groups = _split(count, links)
        if len(groups) > 1:
            return _centred(_place_groups(groups, links, widths, depth + 1)[0])
    if count > 4 * _GROUP_LIMIT:  # a community that does not split, such as a star: all pairs would be too many
        return _sunflower(count, links)
    return _centred(_drawn_in(_springs(count, links)))


def _grid(count: int) -> Array:
    """Rows of equally spaced places, centred."""
    columns = max(1, int(np.ceil(np.sqrt(count * _STRETCH / 2))))
    index = np.arange(count)
    return _centred(np.stack([(index % columns) * 118.0, (index // columns) * 58.0], axis=1))


def _sunflower(count: int, links: list[WeightedLink]) -> Array:
    """The best-linked node in the middle, the others around it in a spiral that fills the disc evenly."""
    degree = np.zeros(count)
    for first, second, weight in links:
        degree[first] += weight
        degree[second] += weight
    order = np.argsort(-degree, kind="stable")
    index = np.arange(count)
    turn = index * 2.399963229728653  # the golden angle
    reach = 52.0 * np.sqrt(index)
    places = np.empty((count, 2))
    places[order] = np.stack([reach * np.cos(turn) * _STRETCH, reach * np.sin(turn)], axis=1)
    return places


def _springs(count: int, links: list[WeightedLink]) -> Array:
    """Force-directed places: every pair repels, every link pulls (Fruchterman and Reingold, 1991). Cost: O(count²)."""
    positions = np.ascontiguousarray(_sunflower(count, links).T)  # a row an axis: each step works on both at once
    first = np.array([link[0] for link in links])
    second = np.array([link[1] for link in links])
    weight = np.array([link[2] for link in links])
    from_both, to_both = np.concatenate([first, first + count]), np.concatenate([second, second + count])
    delta, square = np.empty((2, count, count)), np.empty((2, count, count))
    push = np.empty((count, count))
    steps = _STEPS if count <= 60 else _STEPS_LARGE
    for step in range(steps):
        np.subtract(positions[:, :, None], positions[:, None, :], out=delta)
        np.multiply(delta, delta, out=square)
        np.add(square[0], square[1], out=push)
        push += 1.0
        np.divide(_SPRING**2, push, out=push)
        delta *= push
        force = delta.sum(axis=2)
        along = positions[:, first] - positions[:, second]
        pull = (along * (np.hypot(along[0], along[1]) / _SPRING * weight)).ravel()
        force -= np.bincount(from_both, pull, 2 * count).reshape(2, count)
        force += np.bincount(to_both, pull, 2 * count).reshape(2, count)
        force -= positions * 0.12  # a light hold on parts that hang by weak links
        length = np.hypot(force[0], force[1]) + 1e-9
        heat = _SPRING * 0.9 * (1.0 - step / steps) + 1.0
        positions = positions + force / length * np.minimum(length, heat)
    return np.ascontiguousarray(positions.T)


def _drawn_in(places: Array) -> Array:
    """Bring stragglers near: a node that hangs by one weak link must not make its whole disc large."""
    reach = np.hypot(places[:, 0], places[:, 1]) + 1e-9
    usual = max(float(np.quantile(reach, 0.85)) * 1.15, _SPRING)
    return np.asarray(places * np.minimum(1.0, usual / reach)[:, None], dtype=np.float64)


def _turn(groups: list[list[int]], shapes: list[Array], centres: Array, links: list[WeightedLink]) -> None:
    """Turn and mirror each group, in place, so that nodes with links to other groups face those groups."""
    home = {node: index for index, group in enumerate(groups) for node in group}
    local = {node: place for group in groups for place, node in enumerate(group)}
    outward: list[list[tuple[int, int, float]]] = [[] for _ in groups]
    for first, second, weight in links:
        outward[home[first]].append((local[first], second, weight))
        outward[home[second]].append((local[second], first, weight))
    angles = np.arange(24) * (np.pi / 12)
    for _ in range(2):  # the second time against neighbours that have turned, too
        for index, shape in enumerate(shapes):
            ends = outward[index]
            if len(shape) == 1 or not ends:
                continue
            own = shape[[place for place, _, _ in ends]]
            aims = np.array([shapes[home[other]][local[other]] + centres[home[other]] for _, other, _ in ends])
            pull = (aims - centres[index]) * np.array([weight for _, _, weight in ends])[:, None]
            # The sum of squared lengths is least where the sum of the dot products of place and pull is greatest.
            best_gain, best = -np.inf, (0.0, 1.0)
            for mirror in (1.0, -1.0):
                x, y = own[:, 0] * mirror, own[:, 1]
                along = float(x @ pull[:, 0] + y @ pull[:, 1])
                across = float(x @ pull[:, 1] - y @ pull[:, 0])
                gains = np.round(along * np.cos(angles) + across * np.sin(angles), 3)
                place = int(np.argmax(gains))
                if gains[place] > best_gain:
                    best_gain, best = float(gains[place]), (float(angles[place]), mirror)
            angle, mirror = best
            x, y = shape[:, 0] * mirror, shape[:, 1]
            turned = [x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle)]
            shapes[index] = np.stack(turned, axis=1)


def _push_apart(positions: Array, widths: Array) -> Array:
    """Move nodes until their boxes (node with label) no longer overlap, or 60 rounds have passed."""
    positions = positions.copy()
    need_x = (widths[:, None] + widths[None, :]) / 2
    # Equal coordinates have no side to move to: the smaller index goes left or up.
    tie = np.sign(np.subtract.outer(np.arange(len(positions)), np.arange(len(positions))))
    for _ in range(60):
        delta_x = positions[:, 0][:, None] - positions[:, 0][None, :]
        delta_y = positions[:, 1][:, None] - positions[:, 1][None, :]
        lack_x, lack_y = need_x - np.abs(delta_x), _BOX_HEIGHT - np.abs(delta_y)
        overlap = (lack_x > 0) & (lack_y > 0)
        np.fill_diagonal(overlap, False)
        if not overlap.any():
            break
        sideways = overlap & (lack_x < lack_y * 1.6)
        sign_x = np.where(delta_x == 0, tie, np.sign(delta_x))
        sign_y = np.where(delta_y == 0, tie, np.sign(delta_y))
        positions[:, 0] += np.where(sideways, sign_x * lack_x * 0.27, 0).sum(axis=1)
        positions[:, 1] += np.where(overlap & ~sideways, sign_y * lack_y * 0.27, 0).sum(axis=1)
    return positions


def _pack(radii: Array, between: dict[tuple[int, int], float]) -> Array:
    """Centres of discs that do not overlap: each, in turn, as near as it can be to those it is linked with."""
    count = len(radii)
    centres = np.zeros((count, 2))
    near: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for (one, two), weight in sorted(between.items()):
        near[one].append((two, weight))
        near[two].append((one, weight))
    order = sorted(range(count), key=lambda index: (-radii[index], index))
    placed: list[int] = []
    for index in order:
        if placed:
            done = set(placed)
            anchors = [(other, weight) for other, weight in near[index] if other in done]
            total = sum(weight for _, weight in anchors)
            aim = np.zeros(2)
            for other, weight in anchors:  # half-way between its neighbours and the middle of the picture
                aim += centres[other] * (weight / total) * 0.7
            centres[index] = _free_place(aim, radii[index], centres[placed], radii[placed])
        placed.append(index)
    return centres


def _free_place(aim: Array, radius: float, centres: Array, radii: Array) -> Array:
    """The nearest point to ``aim``, along a widening ellipse, where a disc of ``radius`` touches no other."""
    need = (radii + radius + 14.0) ** 2
    reach = 0.0
    step = max(12.0, radius * 0.3)
    angles = np.arange(36) * (2 * np.pi / 36)
    ring = np.stack([np.cos(angles) * _STRETCH, np.sin(angles)], axis=1)
    while True:
        spots = aim + ring * reach
        gap_x = spots[:, 0][:, None] - centres[:, 0][None, :]
        gap_y = spots[:, 1][:, None] - centres[:, 1][None, :]
        free = (gap_x * gap_x + gap_y * gap_y >= need).all(axis=1)
        if free.any():
            candidates = spots[free]
            inward = (candidates[:, 0] / _STRETCH) ** 2 + candidates[:, 1] ** 2
            best: Array = candidates[int(np.argmin(np.round(inward, 3)))]
            return best
        reach += step
        step *= 1.04  # far out there is room anyway, and a thousand discs must not take a minute


def _radius(places: Array, widths: Array) -> float:
    """Radius of the disc around (0, 0) that holds the nodes and the better part of their labels."""
    return float(np.hypot(places[:, 0], places[:, 1]).max() + 26.0 + 0.2 * float(widths.mean()))


def _centred(places: Array) -> Array:
    """The same places with the middle of their bounding box at (0, 0)."""
    middle: Array = (places.max(axis=0) + places.min(axis=0)) / 2
    return np.asarray(places - middle, dtype=np.float64)
