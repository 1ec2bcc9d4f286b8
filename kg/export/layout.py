"""Where each node of the picture stands: computed once when building, so that the page opens still and always the same.

Communities stand apart: each is laid out on its own by springs, then treated as a disc, and the discs are packed, the
ones that share most links side by side. Units are pixels of the page at zoom 1; y grows downwards.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from kg.export.communities import communities
from kg.export.drawing import HUB_KINDS, Drawing
from kg.export.picture import Layout

Array = NDArray[np.float64]
WeightedLink = tuple[int, int, float]

_SPRING = 82.0  # wished length of a link: a short label fits between two nodes
_NEAR = 40.0  # boxes farther from each other than this do not meet within a round or two
_BOX_HEIGHT = 44.0  # of a node with its label below
_GROUP_LIMIT = 160  # a larger group is split into communities of its own, so that no force step sees more pairs
_STEPS, _STEPS_LARGE = 110, 70  # few nodes are cheap to place well
_FEW = 60
_SIZES = (8, 16, 28, 42, _FEW, 80, 110, _GROUP_LIMIT)  # to which groups are filled up
_PAIRS_AT_ONCE = 1 << 16  # of the groups that are laid out together, so that they stay in the processor's cache
_NOWHERE = 1e200  # squared distance of a place that no node has; infinity would make some processors warn of it
_STRETCH = 1.3  # screens are wider than high
_MAX_DEPTH = 5


def lay_out(drawing: Drawing) -> Layout:
    """Place every drawn node. The same drawing gives the same layout; no randomness, no clock.

    Cost: about O(nodes * 160) per force step and O(links) per community pass; 3,000 nodes take under a second.
    """
    # More threads would wait for each other longer than they work, and sum in an order that depends on their number.
    with ThreadpoolController().limit(limits=1, user_api="blas"):
        return _lay_out(drawing)


def _lay_out(drawing: Drawing) -> Layout:
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
    shapes = _place_each([len(group) for group in groups], inner, [widths[group] for group in groups], depth)
    radii = np.array([_radius(shape, widths[group]) for shape, group in zip(shapes, groups, strict=True)])
    centres = _pack(radii, between)
    _turn(groups, shapes, centres, [link for link in links if home[link[0]] != home[link[1]]])
    positions = np.zeros((len(home), 2))
    small = [index for index, group in enumerate(groups) if len(group) <= _GROUP_LIMIT]
    apart = _push_apart([shapes[index] for index in small], [widths[groups[index]] for index in small])
    for index, shape in zip(small, apart, strict=True):
        shapes[index] = shape
    for index, group in enumerate(groups):
        positions[group] = shapes[index] + centres[index]
    discs = [(float(x), float(y), float(r)) for (x, y), r in zip(centres, radii, strict=True)]
    return positions, discs


def _place_each(counts: list[int], links: list[list[WeightedLink]], widths: list[Array], depth: int) -> list[Array]:
    """Lay out each group around (0, 0): a grid without links, springs when small, packed sub-groups when large."""
    shapes = [_by_shape(*group, depth) for group in zip(counts, links, widths, strict=True)]
    free = [index for index, shape in enumerate(shapes) if shape is None]
    sprung = _springs([(counts[index], links[index]) for index in free])
    for index, places in zip(free, sprung, strict=True):
        shapes[index] = _centred(_drawn_in(places))
    return [shape for shape in shapes if shape is not None]


def _by_shape(count: int, links: list[WeightedLink], widths: Array, depth: int) -> Array | None:
    """The places of a group that needs no springs, None for one that does."""
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
    return None


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


def _springs(groups: Sequence[tuple[int, list[WeightedLink]]]) -> list[Array]:
    """Force-directed places of each group: every pair repels, every link pulls (Fruchterman and Reingold, 1991).

    Groups of about one size are laid out together, since most are so small that a step costs little beside starting
    it; what comes out for one does not depend on the others. Cost: O(count²) a step and group.
    """
    places: list[Array] = [np.zeros((0, 2))] * len(groups)
    alike: dict[int, list[int]] = {}
    for index, (count, _) in enumerate(groups):
        alike.setdefault(next((size for size in _SIZES if size >= count), count), []).append(index)
    for size, indexes in alike.items():
        together = max(1, _PAIRS_AT_ONCE // (size * size))
        for first in range(0, len(indexes), together):
            batch = indexes[first : first + together]
            for index, found in zip(batch, _springs_of_size(size, [groups[i] for i in batch]), strict=True):
                places[index] = found
    return places


def _springs_of_size(size: int, groups: Sequence[tuple[int, list[WeightedLink]]]) -> Iterator[Array]:
    """The same for groups of up to ``size`` nodes; places that no node has lie too far from all others to push them."""
    positions = np.zeros((len(groups), 2, size))
    absent = np.zeros((len(groups), size))
    ends: list[tuple[int, int]] = []
    weights: list[float] = []
    for index, (count, links) in enumerate(groups):
        positions[index, :, :count] = _sunflower(count, links).T
        absent[index, count:] = _NOWHERE
        at = 2 * size * index
        ends += [(at + first, at + second) for first, second, _ in links]
        weights += [weight for _, _, weight in links]
    x = np.array(ends).T.reshape(2, -1)
    y = x + size
    where = np.concatenate([x[0], y[0], x[1], y[1]])
    strength = np.array(weights) / _SPRING
    # With a = (-2x, -2y, 1, x² + y² + 1) and b = (x, y, x² + y², 1), a·b is one more than the squared distance of two.
    one, other = np.ones((len(groups), 4, size)), np.ones((len(groups), 4, size))
    push = np.empty((len(groups), size, size))
    steps = _STEPS if size <= _FEW else _STEPS_LARGE
    for step in range(steps):
        one[:, :2], other[:, :2] = -2.0 * positions, positions
        other[:, 2] = positions[:, 0] ** 2 + positions[:, 1] ** 2 + absent
        one[:, 3] = other[:, 2] + 1.0
        np.matmul(one.transpose(0, 2, 1), other, out=push)
        np.divide(_SPRING**2, push, out=push)
        force = positions * push.sum(axis=1, keepdims=True) - positions @ push
        flat = positions.reshape(-1)
        along_x, along_y = flat[x[0]] - flat[x[1]], flat[y[0]] - flat[y[1]]
        pull = np.hypot(along_x, along_y) * strength
        along_x *= pull
        along_y *= pull
        force += np.bincount(where, np.concatenate([-along_x, -along_y, along_x, along_y]), flat.size).reshape(
            force.shape
        )
        force -= positions * 0.12  # a light hold on parts that hang by weak links
        length = np.hypot(force[:, 0], force[:, 1]) + 1e-9
        heat = _SPRING * 0.9 * (1.0 - step / steps) + 1.0
        positions += force * (np.minimum(length, heat) / length)[:, None]
    for index, (count, _) in enumerate(groups):
        yield np.ascontiguousarray(positions[index, :, :count].T)


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


def _push_apart(shapes: Sequence[Array], widths: Sequence[Array]) -> list[Array]:
    """Move each group's nodes until their boxes (node with label) no longer overlap, or 60 rounds have passed.

    Groups do not touch each other; all are moved in one go, since most are so small that a round costs nothing beside
    starting it. Only pairs that stand near are looked at, and looked for again when a node has gone far.
    """
    if not shapes:
        return []
    bounds = np.cumsum([len(shape) for shape in shapes])[:-1]
    x, y = (np.concatenate([shape[:, axis] for shape in shapes]) for axis in (0, 1))
    width = np.concatenate(widths)
    was_x, was_y = np.full_like(x, np.inf), y
    one = other = np.zeros(0, np.int64)
    for _ in range(60):
        if max(np.abs(x - was_x).max(), np.abs(y - was_y).max()) > _NEAR / 2:
            was_x, was_y = x.copy(), y.copy()
            one, other = _near(x, y, width, bounds)
            need_x = (width[one] + width[other]) / 2
        delta_x, delta_y = x[one] - x[other], y[one] - y[other]
        lack_x, lack_y = need_x - np.abs(delta_x), _BOX_HEIGHT - np.abs(delta_y)
        overlap = np.flatnonzero((lack_x > 0) & (lack_y > 0))
        if not len(overlap):
            break
        first, second = one[overlap], other[overlap]
        lack_x, lack_y, delta_x, delta_y = lack_x[overlap], lack_y[overlap], delta_x[overlap], delta_y[overlap]
        # Equal coordinates have no side to move to: the smaller index goes left or up.
        sign_x, sign_y = (np.where(delta == 0, -1.0, np.sign(delta)) for delta in (delta_x, delta_y))
        sideways = lack_x < lack_y * 1.6
        move_x, move_y = np.where(sideways, sign_x * lack_x * 0.27, 0), np.where(sideways, 0, sign_y * lack_y * 0.27)
        x += np.bincount(first, move_x, len(x)) - np.bincount(second, move_x, len(x))
        y += np.bincount(first, move_y, len(y)) - np.bincount(second, move_y, len(y))
    return [np.stack(part, axis=1) for part in zip(np.split(x, bounds), np.split(y, bounds), strict=True)]


def _near(x: Array, y: Array, width: Array, bounds: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of one group whose boxes are nearer to each other than ``_NEAR``, the smaller index first."""
    pairs = []
    for group in np.split(np.arange(len(x)), bounds):
        near_y = np.abs(y[group][:, None] - y[group]) < _BOX_HEIGHT + _NEAR
        near_x = np.abs(x[group][:, None] - x[group]) < (width[group][:, None] + width[group]) / 2 + _NEAR
        pairs.append(group[np.argwhere(np.triu(near_x & near_y, 1))])
    one, other = np.concatenate(pairs).T
    return one, other


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
