"""Accepted pairs → clusters: union-find that never joins two things that one item keeps apart."""

from collections.abc import Hashable, Iterable, Sequence


class Clusters:
    """Disjoint sets of the numbers 0 to n - 1, each led by its smallest number.

    ``apart`` gives each number its item: within one item the chains already are the decision, so two numbers of one
    item are never joined, whatever links them through other items.
    """

    def __init__(self, apart: Sequence[Hashable]) -> None:
        self._leader = list(range(len(apart)))
        self._items: list[set[Hashable]] = [{item} for item in apart]

    def leader(self, number: int) -> int:
        """The smallest number of the cluster; cost: almost constant."""
        root = number
        while self._leader[root] != root:
            root = self._leader[root]
        while self._leader[number] != root:
            self._leader[number], number = root, self._leader[number]
        return root

    def join(self, one: int, other: int) -> bool:
        """Put two clusters together; False, and nothing done, when that would join two things of one item."""
        first, second = sorted((self.leader(one), self.leader(other)))
        if first == second:
            return True
        if not self._items[first].isdisjoint(self._items[second]):
            return False
        self._leader[second] = first
        self._items[first] |= self._items[second]
        self._items[second] = set()
        return True

    def clusters(self) -> list[tuple[int, ...]]:
        """All clusters, each sorted, by their leaders."""
        members: dict[int, list[int]] = {}
        for number in range(len(self._leader)):
            members.setdefault(self.leader(number), []).append(number)
        return [tuple(numbers) for _, numbers in sorted(members.items())]


def join_blocks(clusters: Clusters, keys: Iterable[tuple[tuple[str, ...], int]]) -> None:
    """Join the records of each block, blocks in the order of their keys, records in their own.

    A record that one member's item keeps apart may still join the next member. Cost: O(keys log keys).
    """
    blocks: dict[tuple[str, ...], set[int]] = {}
    for key, number in keys:
        blocks.setdefault(key, set()).add(number)
    for key in sorted(blocks):
        heads: list[int] = []  # one number per cluster of the block; more than one only when an item keeps some apart
        for number in sorted(blocks[key]):
            if not any(clusters.join(head, number) for head in heads):
                heads.append(number)
