"""Groups of nodes that belong together, found by the Louvain method."""

from collections.abc import Iterable

_MAX_LEVELS = 12
_MAX_PASSES = 12  # sweeps over all nodes on one level; later ones move next to nothing


def communities(count: int, weighted_links: Iterable[tuple[int, int, float]]) -> list[int]:
    """Number the community of each of ``count`` nodes, the largest community 0; a node without links is one of its own.

    Nodes are visited in a fixed order and ties go to the smaller community number, so equal input gives equal output.
    Source: Blondel et al., Fast unfolding of communities in large networks (2008). Cost: O(passes * links), in Python.
    """
    neighbours: list[dict[int, float]] = [{} for _ in range(count)]
    for first, second, weight in weighted_links:
        if first != second and weight > 0:
            neighbours[first][second] = neighbours[first].get(second, 0.0) + weight
            neighbours[second][first] = neighbours[second].get(first, 0.0) + weight
    loops = [0.0] * count
    belongs = list(range(count))  # original node -> node of the present level
    for _ in range(_MAX_LEVELS):
        home = _move_nodes(neighbours, loops)
        names = {old: new for new, old in enumerate(sorted(set(home)))}
        if len(names) == len(home):
            break
        home = [names[old] for old in home]
        belongs = [home[node] for node in belongs]
        neighbours, loops = _fold(neighbours, loops, home, len(names))
    return _largest_first(belongs)


def _move_nodes(neighbours: list[dict[int, float]], loops: list[float]) -> list[int]:
    """Move nodes one at a time to the neighbouring community that raises modularity most, until none moves."""
    degree = [sum(near.values()) + 2 * loop for near, loop in zip(neighbours, loops, strict=True)]
    total = sum(degree)
    home = list(range(len(neighbours)))
    if total == 0:
        return home
    mass = degree.copy()  # summed degree of each community
    for _ in range(_MAX_PASSES):
        moved = False
        for node, near in enumerate(neighbours):
            if not near:
                continue
            old = home[node]
            pull: dict[int, float] = {old: 0.0}
            for other, weight in near.items():
                community = home[other]
                pull[community] = pull.get(community, 0.0) + weight
            if len(pull) == 1:
                continue  # all its neighbours are in its own community
            mass[old] -= degree[node]
            share = degree[node] / total
            best, best_gain = old, pull[old] - mass[old] * share
            for community in sorted(pull):
                gain = pull[community] - mass[community] * share
                if gain > best_gain + 1e-12:
                    best, best_gain = community, gain
            mass[best] += degree[node]
            if best != old:
                home[node] = best
                moved = True
        if not moved:
            break
    return home


def _fold(
    neighbours: list[dict[int, float]], loops: list[float], home: list[int], count: int
) -> tuple[list[dict[int, float]], list[float]]:
    """Make each community one node; links inside it become its loop."""
    folded: list[dict[int, float]] = [{} for _ in range(count)]
    folded_loops = [0.0] * count
    for node, near in enumerate(neighbours):
        community = home[node]
        folded_loops[community] += loops[node]
        for other, weight in near.items():
            target = home[other]
            if target == community:
                folded_loops[community] += weight / 2  # met from both ends
            else:
                folded[community][target] = folded[community].get(target, 0.0) + weight
    return folded, folded_loops


def _largest_first(belongs: list[int]) -> list[int]:
    """Renumber communities by size, then by their first node."""
    size: dict[int, int] = {}
    first: dict[int, int] = {}
    for node, community in enumerate(belongs):
        size[community] = size.get(community, 0) + 1
        first.setdefault(community, node)
    order = sorted(size, key=lambda community: (-size[community], first[community]))
    rank = {community: index for index, community in enumerate(order)}
    return [rank[community] for community in belongs]
