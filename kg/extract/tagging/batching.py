"""Sentences of nearly one length put together, so that a network reads them at once and little of it is padding."""

from collections.abc import Iterator, Sequence

# A padded batch of about 2,000 characters fits the cache of one core; larger ones were slower when measured.
_BATCH_STEPS = 2048
_LENGTH_STEP = 8  # sentences whose lengths fall in the same step share a batch


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indexes of rows of nearly one length, shortest first, up to the batch limit in padded steps; none of length 0."""
    order = sorted((i for i, length in enumerate(lengths) if length), key=lambda i: (lengths[i], i))
    batch: list[int] = []
    for i in order:
        length = lengths[i]
        if batch and (
            length // _LENGTH_STEP != lengths[batch[0]] // _LENGTH_STEP or length * (len(batch) + 1) > _BATCH_STEPS
        ):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
