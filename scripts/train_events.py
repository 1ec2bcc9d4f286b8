"""Learn the weights of the traits of events and of who holds or attends them.

    python scripts/train_events.py ANNOTATED_FOLDER [--leave-out ID …] [--check]

ANNOTATED_FOLDER holds ``texts/*.txt`` and ``facts/*.json``; a fact file lists the people, bodies and places that the
text names, with their printed forms, and its events with organisers and participants. People, bodies and places are
put on the bench by their printed forms, so that what is learnt does not depend on how well names are found.
``--check`` prints cross-validated precision, recall and F1 over pairs of event and name, rules included, and writes nothing.
Writes kg/extract/weights/event.tsv, event_organizer.tsv and event_attendee.tsv; the same on every run. About a minute.
"""

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kg.extract.events import finding
from kg.extract.events.clusters import EventCandidate
from kg.extract.events.contexts import Reading, mark_names_of_events, named_chains, read_contexts
from kg.extract.events.names import event_candidates
from kg.extract.events.participation import CONSIDERED, event_traits, likelihood_traits, pair_traits
from kg.extract.regression import Regression
from kg.extract.tagging.tagger import Tagger
from kg.extract.text.sentences import sentences
from kg.extract.workspace import ChainDraft, Workspace
from kg.model.schema import EntityType, Kind, RelationType
from kg.model.text import Span
from kg.read import read

WEIGHTS = Path(__file__).parent.parent / "kg" / "extract" / "weights"
ROLES = {"organizers": "event_organizer", "participants": "event_attendee"}
PENALTY = {"event": 8.0, "event_organizer": 3.0, "event_attendee": 10.0}  # of L2; liked best by cross-validation
LEAST = 3  # traits seen less often are left out
FOLDS = 4
HEADER = """# Weights of traits of {what}, in log odds.
# Learnt by scripts/train_events.py from {texts} annotated news texts (the annotations are the project's own).
# trait\tweight
"""
Rows = list[frozenset[str]]


@dataclass
class Example:
    """One annotated text: its bench, candidates, which annotated event each is, and who is who."""

    bench: Workspace
    reading: Reading
    candidates: list[EventCandidate]
    events: list[Any]
    match: dict[int, int]  # candidate → event
    forms: list[set[str]]  # of each annotated name

    def traits(self, number: int) -> frozenset[str]:
        return event_traits(self.bench, self.reading, self.candidates, self.candidates[number])

    def has_role(self, number: int, role: str, chain: int) -> bool:
        if number not in self.match:
            return False
        draft = self.bench.chains[chain]
        labels = {squeeze(draft.name), *map(squeeze, draft.aliases)}
        for member in self.events[self.match[number]][role]:
            same = next((f for f in self.forms if squeeze(member) in f), {squeeze(member)})
            if labels & same:
                return True
        return False


def squeeze(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in "“”‘’\"'").replace("（", "(").replace("）", ")")


def shared(one: str, other: str) -> float:
    """Length of the longest common subsequence as a share of the longer text."""
    row = [0] * (len(other) + 1)
    for x in one:
        last = 0
        for j, y in enumerate(other, 1):
            last, row[j] = row[j], last + 1 if x == y else max(row[j], row[j - 1])
    return row[-1] / max(len(one), len(other), 1)


def examples(folder: Path, leave_out: set[str]) -> list[Example]:
    tagger = Tagger()
    found = []
    for facts in sorted((folder / "facts").glob("*.json")):
        if facts.stem in leave_out:
            continue
        gold = json.loads(facts.read_text("utf-8"))
        articles = [a for document in read([folder / "texts" / f"{facts.stem}.txt"]) for a in document.articles]
        article = max(articles, key=lambda a: len(a.text))
        cut = sentences(article)
        bench = Workspace(article, cut, tagger.tag([s.span.of(article.text) for s in cut]))
        put_names(bench, gold)
        reading, candidates = read_contexts(bench), event_candidates(bench)
        mark_names_of_events(reading, candidates)
        forms = [{squeeze(f) for f in (n["name"], *n["aliases"])} for n in gold["names"]]
        found.append(Example(bench, reading, candidates, gold["events"], matches(candidates, gold["events"]), forms))
    return found


def put_names(bench: Workspace, gold: Any) -> None:
    def places(form: str) -> list[Span]:
        return [Span(m.start(), m.end()) for m in re.finditer(re.escape(form), bench.text)]

    for person in gold["people"]:
        if mentions := places(person["name"]):
            bench.add(ChainDraft({EntityType.PERSON}, person["name"], mentions))
    types = {"org": EntityType.ORGANIZATION, "place": EntityType.PLACE}
    for name in gold["names"]:
        all_forms = [name["name"], *name["aliases"]]
        if mentions := [span for form in all_forms for span in places(form)]:
            kinds = {Kind(name["type"])} if name["type"] in set(Kind) else set()
            bench.add(ChainDraft({types[k] for k in name["kind"]}, name["name"], mentions, set(all_forms), kinds))


def matches(candidates: list[EventCandidate], events: list[Any]) -> dict[int, int]:
    """Pairs of candidate and annotated event that share at least half their characters, the closest pairs first."""
    close = []
    for i, candidate in enumerate(candidates):
        labels = {squeeze(form) for m in candidate.mentions for form in (m.name, *m.forms)}
        for j, event in enumerate(events):
            best = max(shared(squeeze(event["name"]), label) for label in labels)
            if best >= 0.5:
                close.append((-best, -len(candidate.mentions), i, j))
    match: dict[int, int] = {}
    for _, _, i, j in sorted(close):
        if i not in match and j not in match.values():
            match[i] = j
    return match


def fit(rows: Rows, good: list[bool], penalty: float, steps: int = 250) -> dict[str, float]:
    """Logistic regression with an L2 penalty by gradient steps with moments (Kingma and Ba 2015)."""
    counts = Counter(trait for row in rows for trait in row)
    names = sorted(trait for trait, count in counts.items() if count >= LEAST)
    column = {trait: i for i, trait in enumerate(names)}
    constant = len(names)
    sparse = [[*sorted(column[t] for t in row if t in column), constant] for row in rows]
    lengths = np.array([len(row) for row in sparse])
    index = np.concatenate([np.array(row) for row in sparse])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    target = np.array(good, float)
    weights = np.zeros(constant + 1)
    pull = np.full(constant + 1, penalty)
    pull[constant] = 0.01
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        predicted = 1 / (1 + np.exp(-np.add.reduceat(weights[index], starts)))
        slope = np.bincount(index, np.repeat(predicted - target, lengths), constant + 1) + pull * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        size = 0.15 if step < 150 else 0.03
        weights -= size * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {"": float(weights[constant])} | {t: float(weights[i]) for t, i in column.items()}


def probability(weights: dict[str, float], row: frozenset[str]) -> float:
    return float(1 / (1 + np.exp(-weights[""] - sum(weights.get(t, 0.0) for t in sorted(row)))))


def learn_event(texts: list[Example]) -> dict[str, float]:
    rows = [e.traits(i) for e in texts for i in range(len(e.candidates))]
    return fit(rows, [i in e.match for e in texts for i in range(len(e.candidates))], PENALTY["event"])


def learn(texts: list[Example]) -> dict[str, dict[str, float]]:
    """The three tables. Ties are learnt with the likelihoods that events get from other texts, as they will on new ones."""
    likely: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        weights = learn_event([e for i, e in enumerate(texts) if i % FOLDS != fold])
        for i, e in enumerate(texts):
            if i % FOLDS == fold:
                likely[i] = [probability(weights, e.traits(k)) for k in range(len(e.candidates))]
    rows: Rows = []
    good: dict[str, list[bool]] = {role: [] for role in ROLES}
    for i, e in enumerate(texts):
        considered = [c for c, p in zip(e.candidates, likely[i], strict=True) if p > CONSIDERED]
        for k, (candidate, p) in enumerate(zip(e.candidates, likely[i], strict=True)):
            if p <= CONSIDERED:
                continue
            for chain in named_chains(e.reading):
                rows.append(pair_traits(e.reading, considered, candidate, chain) | likelihood_traits(p))
                for role in ROLES:
                    good[role].append(e.has_role(k, role, chain))
    tables = {"event": learn_event(texts)}
    return tables | {table: fit(rows, good[role], PENALTY[table]) for role, table in ROLES.items()}


def check(texts: list[Example], parts: int = 5) -> None:
    """Learn from four fifths, read the last with rules and regressions together, compare pairs of event and name."""
    counts: Counter[tuple[str, str]] = Counter()
    for part in range(parts):
        tables = learn([e for i, e in enumerate(texts) if i % parts != part])
        judges = {
            name: Regression(weights[""], {t: w for t, w in weights.items() if t}) for name, weights in tables.items()
        }
        finding.regression = judges.__getitem__
        for e in texts[part::parts]:
            bench = Workspace(e.bench.article, e.bench.sentences, e.bench.tagged)
            bench.chains = list(e.bench.chains)
            finding.find_events(bench)
            for role, relation in (
                ("organizers", RelationType.ORGANIZER),
                ("participants", RelationType.ATTENDEE),
            ):
                said = [r for r in bench.relations if r.type is relation]
                left = [(event["name"], member) for event in e.events for member in event[role]]
                counts[role, "gold"] += len(left)
                counts[role, "said"] += len(said)
                for r in said:
                    event, name = bench.chains[r.subject], bench.chains[r.object or 0]
                    right = next((pair for pair in left if is_pair(bench, e.forms, event, name, *pair)), None)
                    if right:
                        left.remove(right)
                        counts[role, "right"] += 1
    for role in ROLES:
        gold, said, right = (counts[role, what] for what in ("gold", "said", "right"))
        print(
            f"{role}: precision {right / said:.3f} recall {right / gold:.3f} F1 {2 * right / (gold + said):.3f} of {gold}"
        )


def is_pair(
    bench: Workspace, forms: list[set[str]], event: ChainDraft, name: ChainDraft, called: str, member: str
) -> bool:
    """True when an annotated event shares half its characters with a said one, and the names are the same."""
    of_event, of_name = (
        {squeeze(form) for form in (c.name, *c.aliases, *(m.of(bench.text) for m in c.mentions))} for c in (event, name)
    )
    same = next((f for f in forms if squeeze(member) in f), {squeeze(member)})
    return bool(of_name & same) and any(shared(squeeze(called), form) >= 0.5 for form in of_event)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--leave-out", nargs="*", default=[])
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    texts = examples(arguments.folder, set(arguments.leave_out))
    if arguments.check:
        check(texts)
        return
    what = {"event": "events", "event_organizer": "who holds an event", "event_attendee": "who takes part in an event"}
    for table, weights in learn(texts).items():
        lines = [f"{t}\t{w:.3f}\n" for t, w in sorted(weights.items()) if not t or abs(w) >= 0.02]
        header = HEADER.format(what=what[table], texts=len(texts))
        (WEIGHTS / f"{table}.tsv").write_text(header + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
