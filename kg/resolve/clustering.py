"""Accepted pairs → clusters: union-find that never joins two things that an item, a conflict or a user keeps apart."""

from collections.abc import Container, Hashable, Iterable, Sequence


class Clusters:
    """Disjoint sets of the numbers 0 to n - 1, each led by its smallest number.

    ``apart`` gives each number its item: within one item the chains already are the decision, so two numbers of one
    item are never joined, whatever links them through other items.
    """

    def __init__(self, apart: Sequence[Hashable]) -> None:
        self._leader = list(range(len(apart)))
        self._items: list[set[Hashable]] = [{item} for item in apart]
        self._foes: dict[int, set[int]] = {}

    def leader(self, number: int) -> int:
        """The smallest number of the cluster; cost: almost constant."""
        root = number
        while self._leader[root] != root:
            root = self._leader[root]
        while self._leader[number] != root:
            self._leader[number], number = root, self._leader[number]
        return root

    def keep_apart(self, one: int, other: int) -> None:
        """Refuse every later join that would put the two into one cluster; too late when they are in one."""
        first, second = self.leader(one), self.leader(other)
        if first != second:
            self._foes.setdefault(first, set()).add(second)
            self._foes.setdefault(second, set()).add(first)

    def are_foes(self, one: int, other: int) -> bool:
        """True when the clusters of the two are kept apart."""
        return self.leader(other) in self._foes.get(self.leader(one), ())

    def join(self, one: int, other: int, *, across_items: bool = False) -> bool:
        """Put two clusters together; False, and nothing done, when something keeps them apart.

        ``across_items`` says that the chains of one item may be joined after all.
        """
        first, second = sorted((self.leader(one), self.leader(other)))
        if first == second:
            return True
        if second in self._foes.get(first, ()):
            return False
        if not across_items and not self._items[first].isdisjoint(self._items[second]):
            return False
        self._leader[second] = first
        self._items[first] |= self._items[second]
        self._items[second] = set()
        for foe in self._foes.pop(second, set()):
            self._foes[foe].discard(second)
            self._foes[foe].add(first)
            self._foes.setdefault(first, set()).add(foe)
        return True

    def clusters(self) -> list[tuple[int, ...]]:
        """All clusters, each sorted, by their leaders."""
        members: dict[int, list[int]] = {}
        for number in range(len(self._leader)):
            members.setdefault(self.leader(number), []).append(number)
        return [tuple(numbers) for _, numbers in sorted(members.items())]


def join_blocks(
    clusters: Clusters, keys: Iterable[tuple[tuple[str, ...], int]], certain: Container[int] = ()
) -> list[tuple[int, int]]:
    """Join the records of each block, blocks in the order of their keys, records in their own; gives back the joins.

    A record that one member's item keeps apart may still join the next member; one that is ``certain`` joins all the
    same. Cost: O(keys log keys).
    """
    blocks: dict[tuple[str, ...], set[int]] = {}
    for key, number in keys:
        blocks.setdefault(key, set()).add(number)
    made: list[tuple[int, int]] = []
    for key in sorted(blocks):
        heads: list[int] = []  # one number per cluster of the block; more than one only when an item keeps some apart
        for number in sorted(blocks[key]):
            for head in heads:
                known = clusters.leader(head) == clusters.leader(number)
                if clusters.join(head, number, across_items=number in certain or head in certain):
                    if not known:
                        made.append((head, number))
                    break
            else:
                heads.append(number)
    return made


def join_pairs(clusters: Clusters, pairs: Iterable[tuple[float, int, int]], enough: float) -> list[tuple[int, int]]:
    """Join the pairs (weight, one, other) that weigh enough, heaviest first, ties by number; gives back the joins.

    Heaviest first, so that where something keeps two groups apart, a pair between them goes with the one that it fits
    better. Cost: O(pairs log pairs).
    """
    made: list[tuple[int, int]] = []
    for _, one, other in sorted((-weight, one, other) for weight, one, other in pairs if weight >= enough):
        if clusters.leader(one) != clusters.leader(other) and clusters.join(one, other):
            made.append((one, other))
    return made
