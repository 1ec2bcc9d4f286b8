"""Train the labeller of people, posts, bodies and places on annotated texts.

    python scripts/train_labeller.py ANNOTATED_FOLDER [--own FOLDER] [--check N | --fold K/N] [--measure OTHER_FOLDER] [--out FILE]

ANNOTATED_FOLDER holds ``texts/*.txt`` and ``facts/*.json``. Writes kg/extract/weights/labeller.npz, the same on every
run on one machine. ``--check N`` prints precision, recall and F1 of spans by N-fold cross-validation and writes
nothing; ``--fold K/N`` leaves out the texts whose place in the list is K modulo N, which gives weights that have not
seen them, to train on their output what reads it. ``--measure`` prints the figures on texts that are not trained on.
``--own`` adds texts of another manner, denser with names than what is printed: all layers but the last learn from both,
and each manner has a last layer and a field of its own, of which that of ANNOTATED_FOLDER is written.
Needs torch (2.13.0 was used), which kg itself does not.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from labeller_copies import copies
from labeller_examples import LABELS, Example, Found, examples
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.tagging.cues import CUES
from kg.extract.tagging.labeller import Labeller, Reader
from kg.extract.tagging.tagger import Tagger

OUT = Path(__file__).parent.parent / "kg" / "extract" / "weights" / "labeller.npz"
HIDDEN = 96
DILATIONS = (1, 2)
EPOCHS = 20
COPIES = 4  # of all sentences, with other names in them
COPIED = 0.5  # of the sentences of an epoch are copies
RATE = 2e-3
BATCH = 1500  # characters, padding included
FORBIDDEN = -1e4
SIZE = 1 + 2 * len(LABELS)
LAC = {"PER": "PER", "LOC": "PLACE", "ORG": "ORG"}


class Field(nn.Module):
    """Emissions and a conditional random field over labels: how one manner of writing names things."""

    def __init__(self) -> None:
        super().__init__()
        self.last = nn.Linear(HIDDEN, SIZE)
        self.transitions = nn.Parameter(torch.zeros(SIZE, SIZE))
        self.start = nn.Parameter(torch.zeros(SIZE))
        self.end = nn.Parameter(torch.zeros(SIZE))
        inside = torch.arange(SIZE) % 2 == 0
        inside[0] = False
        allowed = ~inside[None].repeat(SIZE, 1)
        for label in range(2, SIZE, 2):
            allowed[label - 1, label] = allowed[label, label] = True
        self.register_buffer("allowed", allowed)
        self.register_buffer("opens", ~inside)

    def weights(self) -> tuple[Tensor, Tensor]:
        return self.transitions.masked_fill(~self.allowed, FORBIDDEN), self.start.masked_fill(~self.opens, FORBIDDEN)

    def total(self, emissions: Tensor, lengths: Tensor) -> Tensor:
        """Log of the summed weight of all paths through the emissions."""
        transitions, start = self.weights()
        ahead = start + emissions[:, 0]
        for step in range(1, emissions.shape[1]):
            here = torch.logsumexp(ahead[:, :, None] + transitions, 1) + emissions[:, step]
            ahead = torch.where((step < lengths)[:, None], here, ahead)
        return torch.logsumexp(ahead + self.end, 1)


class Network(nn.Module):
    """What kg.extract.tagging.labeller computes with numpy, here so that it can be taught."""

    def __init__(self, manners: int = 1) -> None:
        super().__init__()
        self.first = nn.Linear(Reader.WIDTH, HIDDEN)
        self.mixers = nn.ModuleList(nn.Linear(3 * HIDDEN, HIDDEN) for _ in DILATIONS)
        self.fields = nn.ModuleList(Field() for _ in range(manners))

    def hidden(self, inputs: Tensor, lengths: Tensor) -> Tensor:
        real = (torch.arange(inputs.shape[1])[None] < lengths[:, None]).unsqueeze(-1)
        hidden = functional.relu(self.first(functional.dropout(inputs, 0.2, self.training))) * real
        for dilation, mixer in zip(DILATIONS, self.mixers, strict=True):
            noisy = functional.dropout(hidden, 0.3, self.training)
            wide = functional.pad(noisy, (0, 0, dilation, dilation))
            near = torch.cat([wide[:, : -2 * dilation], noisy, wide[:, 2 * dilation :]], dim=2)
            hidden = (hidden + functional.relu(mixer(near))) * real
        return functional.dropout(hidden, 0.3, self.training)

    def loss(self, inputs: Tensor, lengths: Tensor, right: Tensor, manner: int = 0) -> Tensor:
        """Negative log probability of the right labels; where ``right`` is -1 any label is."""
        field = self.fields[manner]
        emissions = field.last(self.hidden(inputs, lengths))
        fits = functional.one_hot(right.clamp(min=0), SIZE).bool() | (right == -1).unsqueeze(-1)
        return (field.total(emissions, lengths) - field.total(emissions.masked_fill(~fits, FORBIDDEN), lengths)).mean()

    def save(self, path: Path) -> None:
        """Write what reads the first manner."""
        field = self.fields[0]
        transitions, start = field.weights()
        arrays = {"transitions": transitions, "start": start, "end": field.end}
        for name, layer in [("first", self.first), ("last", field.last)] + [
            (f"mixer{i}", layer) for i, layer in enumerate(self.mixers)
        ]:
            arrays |= {f"{name}.weight": layer.weight.T, f"{name}.bias": layer.bias}
        plain = {name: value.detach().numpy().astype(np.float32) for name, value in sorted(arrays.items())}
        np.savez_compressed(
            path, cues=np.array(CUES), labels=np.array(LABELS), dilations=np.array(DILATIONS, np.int64), **plain
        )


def right_labels(example: Example) -> list[int]:
    right = [0] * len(example.tagged.text)
    for start, end, label in example.spans:
        begin = 1 + 2 * LABELS.index(label)
        right[start:end] = [begin] + [begin + 1] * (end - start - 1)
    for i in example.doubtful:
        right[i] = -1
    return right


def batches(rows: Sequence[tuple[np.ndarray, list[int]]], order: random.Random) -> list[list[int]]:
    """Indexes of sentences of nearly one length, in random order."""
    indexes = list(range(len(rows)))
    order.shuffle(indexes)
    indexes.sort(key=lambda i: len(rows[i][1]) // 16)
    made: list[list[int]] = [[]]
    longest = 0
    for i in indexes:
        longest = max(longest, len(rows[i][1]))
        if made[-1] and longest * (len(made[-1]) + 1) > BATCH:
            made.append([])
            longest = len(rows[i][1])
        made[-1].append(i)
    order.shuffle(made)
    return made


def padded(rows: Sequence[tuple[np.ndarray, list[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    lengths = torch.tensor([len(right) for _, right in rows])
    inputs = np.zeros((len(rows), int(lengths.max()), rows[0][0].shape[1]), np.float32)
    right = np.zeros(inputs.shape[:2], np.int64)
    for row, (values, labels) in enumerate(rows):
        inputs[row, : len(labels)] = values
        right[row, : len(labels)] = labels
    return torch.from_numpy(inputs), lengths, torch.from_numpy(right)


def train(manners: Sequence[Sequence[Example]], tagger: Tagger, *, seed: int = 0) -> Network:
    """Learn from sentences of one or several manners of writing; the first is the one that is read."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    # halves of floats: all copies of all rows are a few GB
    versions = [
        [
            [
                (values.astype(np.float16), right_labels(example))
                for values, example in zip(Reader().rows([e.tagged for e in version]), version, strict=True)
            ]
            for version in [known, *copies(known, tagger, COPIES)]
        ]
        for known in manners
    ]
    network = Network(len(manners))
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    plan = []
    for _ in range(EPOCHS):
        epoch = []
        for manner, copied in enumerate(versions):
            rows = [
                copied[order.randrange(1, len(copied)) if order.random() < COPIED else 0][i]
                for i in range(len(copied[0]))
            ]
            epoch += [(manner, [rows[i] for i in batch]) for batch in batches(rows, order)]
        if len(versions) > 1:
            order.shuffle(epoch)
        plan += epoch
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=len(plan), pct_start=0.15)
    network.train()
    for manner, batch in plan:
        loss = network.loss(*padded(batch), manner)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        schedule.step()
    return network.eval()


def count(known: Sequence[Example], said: Iterable[Iterable[Found]]) -> Counter[tuple[str, str]]:
    """Spans annotated, said and right, by label; spans that touch a doubtful character are not counted as said."""
    counts: Counter[tuple[str, str]] = Counter()
    for example, spans in zip(known, said, strict=True):
        gold = set(example.spans)
        counts.update(("gold", label) for _, _, label in gold)
        for found in spans:
            if example.doubtful.isdisjoint(range(found[0], found[1])):
                counts["said", found[2]] += 1
                counts["right", found[2]] += found in gold
    return counts


def show(title: str, counts: Counter[tuple[str, str]]) -> None:
    line = []
    for name, labels in [
        *((label, [label]) for label in LABELS),
        ("all", list(LABELS)),
        ("as LAC", list(LAC.values())),
    ]:
        gold, said, right = (sum(counts[what, label] for label in labels) for what in ("gold", "said", "right"))
        line.append(
            f"{name} {right / max(1, said):.3f} {right / max(1, gold):.3f} {2 * right / max(1, said + gold):.3f}"
        )
    print(f"{title}: " + " | ".join(line), flush=True)


def measure(known: Sequence[Example], weights: Path) -> Counter[tuple[str, str]]:
    best = Labeller(weights).label([example.tagged for example in known])
    return count(known, [[(s.start, s.end, s.label) for s in spans] for spans in best])


def of_lac(known: Sequence[Example]) -> Counter[tuple[str, str]]:
    return count(known, [[(w.start, w.end, LAC[w.tag]) for w in e.tagged.words if w.tag in LAC] for e in known])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--own", type=Path, metavar="FOLDER")
    parser.add_argument("--check", type=int, metavar="N")
    parser.add_argument("--fold", metavar="K/N")
    parser.add_argument("--measure", type=Path, metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--leave-out", default="t030", help="ids to leave out, separated by commas")
    args = parser.parse_args()
    torch.set_num_threads(1)  # sums of floats depend on how they are divided
    torch.use_deterministic_algorithms(mode=True)
    tagger = Tagger()
    manners = [examples(args.folder, tagger, args.leave_out.split(","))]
    if args.own:
        manners.append(examples(args.own, tagger))

    def parted(part: int, folds: int) -> tuple[list[list[Example]], list[Example]]:
        """Sentences of each manner without those of one fold, and that fold's of the first."""
        held = {t for known in manners for t in sorted({e.text_id for e in known})[part::folds]}
        rest = [[e for e in known if e.text_id not in held] for known in manners]
        return rest, [e for e in manners[0] if e.text_id in held]

    if args.check:
        counts: Counter[tuple[str, str]] = Counter()
        trial = args.out.with_suffix(".trial.npz")
        for fold in range(args.check):
            rest, kept = parted(fold, args.check)
            train(rest, tagger).save(trial)
            counts += measure(kept, trial)
        trial.unlink()
        show("LAC alone", of_lac(manners[0]))
        show(f"{args.check} folds", counts)
        return
    if args.fold:
        part, folds = (int(number) for number in args.fold.split("/"))
        manners, _ = parted(part, folds)
    train(manners, tagger).save(args.out)
    if args.measure:
        other = examples(args.measure, tagger)
        show("LAC alone", of_lac(other))
        show("labeller", measure(other, args.out))


if __name__ == "__main__":
    main()
