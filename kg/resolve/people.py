"""People of one name: compared pair by pair, joined where enough speaks for it."""

from collections.abc import Mapping, Sequence

from kg.model.entity import Comparison, Side, Verdict
from kg.model.ids import EntityId
from kg.resolve.blocking import Pair
from kg.resolve.clustering import Clusters, join_pairs
from kg.resolve.comparison import LIKELY, MERGE, Profile, Weight, compare
from kg.resolve.records import Record

CONFLICT = -4.0  # a reason that weighs so much keeps two apart, whoever else would join them


def join_people(
    clusters: Clusters,
    records: Sequence[Record],
    profiles: Mapping[int, Profile],
    ids: Sequence[EntityId],
    pairs: Sequence[Pair],
) -> list[Comparison]:
    """Join the people that are one, and tell what was compared: every join, and for each two that stay apart the pair
    that speaks most for joining them.

    ``pairs`` are those of :func:`person_pairs`, known before any is compared. Cost: O(pairs log pairs).
    """  # noqa: D205  the first sentence needs both lines
    weights = {pair: compare(profiles[pair[0]], profiles[pair[1]]) for pair in pairs}
    for (one, other), weight in weights.items():
        if weight.bits < MERGE and any(bits <= CONFLICT for reason, bits in weight.reasons[1:]):
            clusters.keep_apart(one, other)
    joined = set(join_pairs(clusters, ((weight.bits, *pair) for pair, weight in weights.items()), MERGE))
    told = [_told(records, ids, pair, weights[pair], Verdict.SAME) for pair in sorted(joined)]
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    for (one, other), weight in weights.items():
        first, second = sorted((clusters.leader(one), clusters.leader(other)))
        found = (-weight.bits, one, other)
        if first != second and found < best.get((first, second), (1e9, 0, 0)):
            best[first, second] = found
    for bits, one, other in sorted(best.values()):
        more = any(
            bits > 0 for _, bits in weights[one, other].reasons[1:]
        )  # a rare name by itself makes nothing likely
        verdict = Verdict.LIKELY if -bits >= LIKELY and more else Verdict.DIFFERENT
        told.append(_told(records, ids, (one, other), weights[one, other], verdict))
    return told


def _told(
    records: Sequence[Record], ids: Sequence[EntityId], pair: tuple[int, int], weight: Weight, verdict: Verdict
) -> Comparison:
    one, other = (Side(ids[n], *records[n].places[0]) for n in pair)
    return Comparison(one, other, weight.bits, weight.told(), verdict)
