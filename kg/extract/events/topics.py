"""What an event is about, in the words of the text: its theme, and the parts of what is taught or discussed there.

A theme is named by the noun 主题 (“…”主题讲座, 以“…”为主题, 主题为“…”). Parts are listed behind a verb that says what the
talk turns on (围绕, 分为, 从 …) and closed by a noun that counts them (三部分, 两个方面): what such a noun closes is a
list of topics and nothing else. An event is pointed back to by its head noun with 中, 上 or 期间 (讲座中, 会上).
"""

import re
from collections.abc import Iterator, Sequence

from kg.extract.text.numbers import number
from kg.extract.workspace import ChainDraft, Workspace
from kg.model.schema import EntityType, RelationType
from kg.model.text import BlockKind, Span

_OPEN, _CLOSE = "“「『‘", "”」』’"
_TERM = rf"[{_OPEN}](?P<term>[^{_OPEN}{_CLOSE}。！？]{{2,40}})[{_CLOSE}]"
_IN_NAME = re.compile(_TERM + r"(?:为)?主题")
_THEME = re.compile(rf"(?:以{_TERM}为主题)|(?:主题[为是：:]{_TERM.replace('term', 'stated')})")
_PARTS = re.compile(
    r"(?:围绕|分为|分成|包括|包含|涵盖|针对|聚焦|从)(?P<list>[^，,。；;：:！？]{4,80}?)"
    r"(?:等)?(?P<count>[一二两三四五六七八九十\d]{0,2})(?:个|大|项)?(?P<noun>部分|方面|主题|专题|板块|议题|话题|内容|环节|单元|章节)"
)
_JOINS = re.compile(r"、|以及|和(?=[^、]*$)")
_MEETING = re.compile(r"(?:会议|会|活动|论坛|讲座|课堂|培训|仪式|现场)(?:[中上]|期间)")
_SHORTEST, _LONGEST = 2, 24  # code points of one topic; what is longer is a clause of its own


def find_topics(bench: Workspace) -> None:
    """Give the article's events their topics. Reads the events on the bench; cost: O(text)."""
    events = [(i, chain) for i, chain in enumerate(bench.chains) if EntityType.EVENT in chain.types]
    if not events:
        return
    for index, chain in events:
        for mention in sorted(chain.mentions):
            for match in _IN_NAME.finditer(mention.of(bench.text)):
                _say(bench, index, match["term"], mention, "event-theme-in-name", 0.9)
    for i, sentence in enumerate(bench.sentences):
        if sentence.block is not BlockKind.PARAGRAPH:
            continue
        for words, at, rule, confidence in _told(sentence.span.of(bench.text)):
            owner = _owner(bench, events, i)
            if owner is not None:
                index, named = owner
                here = Span(sentence.span.start + at[0], sentence.span.start + at[1])
                whole = here.cover(named) if named is not None else here
                _say(bench, index, words, whole, rule, confidence)


def _say(bench: Workspace, event: int, words: str, evidence: Span, rule: str, confidence: float) -> None:
    bench.relate(RelationType.TOPIC, event, None, evidence, rule, confidence, value=words)


def _told(text: str) -> Iterator[tuple[str, tuple[int, int], str, float]]:
    """(topic, where it is said, rule, confidence) in a sentence, whatever it is the topic of."""
    for match in _THEME.finditer(text):
        yield match["term"] or match["stated"], match.span(), "event-theme", 0.85
    for match in _PARTS.finditer(text):
        parts = [part.strip(_OPEN + _CLOSE) for part in _JOINS.split(match["list"])]
        counted = number(match["count"]) if match["count"] else None
        # the count is the proof of the list; without one only a list of three or more is surely no chance
        proven = int(counted) == len(parts) if counted is not None else len(parts) > 2
        if proven and len(parts) > 1 and all(_SHORTEST <= len(part) <= _LONGEST for part in parts):
            for part in parts:
                yield part, match.span(), "event-parts", 0.8


def _owner(bench: Workspace, events: Sequence[tuple[int, ChainDraft]], sentence: int) -> tuple[int, Span | None] | None:
    """The event a sentence speaks of: named in it, or pointed back to; its mention when it stands in the sentence."""
    span = bench.sentences[sentence].span
    here = [(m, i) for i, chain in events for m in chain.mentions if span.contains(m)]
    if here:
        mention, index = min(here, key=lambda pair: (pair[0].start, -pair[0].end))
        return index, mention
    pointer = _MEETING.match(span.of(bench.text))
    earlier = [(m, i) for i, chain in events for m in chain.mentions if m.end <= span.start and _in_text(bench, m)]
    if pointer is None or not earlier:
        return None
    head = pointer[0].removesuffix("期间").rstrip("中上")
    fitting = [(m, i) for m, i in earlier if m.of(bench.text).endswith(head)]
    general = head in {"活动", "现场", "会"}  # any event is 活动; a lecture is 讲座 and nothing else is
    if not fitting and not general:
        return None
    _, index = max(fitting or earlier, key=lambda pair: pair[0].end)
    return index, None


def _in_text(bench: Workspace, mention: Span) -> bool:
    at = bench.sentence_at(mention.start)
    return at is not None and bench.sentences[at].block is BlockKind.PARAGRAPH
