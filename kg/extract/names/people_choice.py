"""Which candidates name people: their traits over the whole item, weighed by a regression."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from kg.extract.names.gathering import Context, Occurrences, bin_of, sort_of
from kg.extract.names.people import is_lettered, people_candidates
from kg.extract.regression import regression
from kg.extract.tagging.tagger import Word
from kg.lexicon.names import is_han, name_score, surname_at, surnames, word_frequencies
from kg.lexicon.places import Gazetteer
from kg.lexicon.titles import is_title, title_at_end
from kg.model.text import BlockKind, Span

KEEP = 0.5  # probability from which a candidate is a name
# The same where tagger and labeller agree on a stretch, or where a roster has a place for a name (组长：A): the
# annotated texts have too few such foreign names and rosters for the regression to learn from.
AGREED = 0.05
AGREED_HAN = 0.35  # the same for Han names, which the regression knows better
# The same for a Han name that is one word of the tagger's right behind a post (提名人选甲乙): who holds it comes next.
BEHIND_POST = 0.05
# A transliterated name behind a post: what its dot joins is one name, however the tagger cuts it.
_DOTTED = re.compile(r"[\u3400-\u9fff]{2,8}(?:[·•・‧][\u3400-\u9fff]{1,8})+")

# Traits that no regression needs to weigh: a name in letters that the tagger knows as one, and what is spelt as a foreign
# name where a post says that its holder follows. Houses and journals are spelt so too, but no post stands before them.
_CERTAIN = {"appointed", "holds-tagged", "agreed-letters", "due-dotted", "due-letters"}
_CHOSEN = {"人选", "候选人"}  # 县长提名人选甲乙
_LONGEST_POST = 12  # characters looked back for one
_COURTESIES = tuple("先生 女士 小姐 太太 老 大爷 大妈 大娘 大叔 大婶 大嫂 大哥 大姐 阿姨 奶奶 爷爷 师傅".split())
# What stands behind a post and begins like a surname.
_NO_NAMES = {"任上", "任内", "任期", "任命", "一职", "任职", "常委会", "党委会", "全委会", "全会"}
# Words that are never a given name: behind 国, 赵 they begin what the country or a bearer of the surname does or was.
_NEVER_GIVEN = frozenset(
    "曾经 已经 正在 一直 仍然 继续 目前 随后 此前 此次 再次 首次 表示 认为 指出 强调 介绍 应该 必须 将会 同时 还是 就是".split()
)
# Copulas and adverbs of one character: where the name before one is known from elsewhere, they are not its end.
_BEHIND_NAMES = frozenset("系曾现已还也则说是由被将对从向与及")
_LONGEST_HAN = 4  # characters; a Han name of more is as good as none


def choose_people(contexts: Iterable[Context], gazetteer: Gazetteer) -> list[tuple[str, float, list[Span]]]:
    """Names of people in one item: surface, probability, spans. Of candidates that overlap the more probable stands.

    A surface is judged once for the item by all its occurrences; the result is sorted by surface.
    """
    model = regression("people")
    scored = [
        (1.0 if _CERTAIN & set(item.traits) else model.probability(item.names()), item)
        for item in people_occurrences(contexts, gazetteer)
    ]
    known = {item.surface for probability, item in scored if probability >= AGREED_HAN}
    taken: list[Span] = []
    kept = []
    for probability, item in sorted(scored, key=lambda pair: (-pair[0], -len(pair[1].surface), pair[1].surface)):
        if _runs_on(item.surface, known):
            continue
        sure = {"agreed", "roster"} & set(item.traits)
        least = AGREED if sure else AGREED_HAN if "agreed-han" in item.traits else KEEP
        if "behind-post" in item.traits:
            least = min(least, BEHIND_POST)
        if "holds" in item.traits:
            least = min(least, BEHIND_POST)
        if {"=dotted", "left:title"} <= set(item.traits):
            least = 0.0  # nothing else is spelt so behind a post
        if {"roster", "word:PER"} <= set(item.traits):
            least = 0.0  # 组长：A 甲局局长: the place behind the colon is a name's, and the tagger sees one there
        free = [span for span in item.spans if not any(span.overlaps(other) for other in taken)]
        if probability >= least and free:
            taken.extend(free)
            kept.append((item.surface, probability, sorted(free)))
    return sorted(kept)


def _runs_on(surface: str, known: Collection[str]) -> bool:
    """Whether a name goes on into the next word: 赵曾经, or 王琳系 where 王琳 is named, too."""
    if surface[surname_at(surface, 0) :] in _NEVER_GIVEN:
        return True
    return len(surface) == 3 and surface[-1] in _BEHIND_NAMES and surface[:-1] in known


def people_occurrences(contexts: Iterable[Context], gazetteer: Gazetteer) -> list[Occurrences]:
    """Candidates of running text gathered by surface, sorted, with counts of their traits."""
    found: dict[str, Occurrences] = {}
    for context in contexts:
        if context.block in (BlockKind.BYLINE, BlockKind.DATELINE):
            continue
        labelled = [
            span
            for span, label, _ in context.labels.best
            if label == "PER" and len(span) > 1 and not title_at_end(span.of(context.text))
        ]
        spans = {*people_candidates(context.text, context.words), *labelled}
        dotted = [span for span in spans if "·" in span.of(context.text)[1:-1]]
        row = sorted(  # 吾买尔 is no name of its own where 艾力·吾买尔 stands
            span
            for span in spans
            if not _is_more(context, span) and not any(o != span and o.contains(span) for o in dotted)
        )
        for span in row:
            surface = span.of(context.text)
            item = found.setdefault(surface, Occurrences(surface))
            item.spans.append(span)
            item.traits.update(_local(context, span, row))
    for item in found.values():
        item.traits.update(_formal(item.surface, gazetteer))
    return [found[surface] for surface in sorted(found)]


def _is_more(context: Context, span: Span) -> bool:
    """Whether a stretch is a post (心理咨询师), a post with a name (咨询师余静), or a name cut at its dot (阿里·)."""
    text = context.text
    surface = span.of(text)
    if surface[-1] in "·•・‧" or surface[0] in "·•・‧（(" or surface in _NO_NAMES:
        return True
    if len(span) > _LONGEST_HAN and is_title(surface):
        return True
    if any(surface.endswith(form) and surface.removesuffix(form) in surnames() for form in _COURTESIES):
        return True  # 李先生, 李老: whoever has that surname; one who was named before is meant by it all the same
    seams = [w.end for w in context.words if span.start + 3 <= w.end < span.end - 1]
    return any(
        is_title(context.text[span.start : cut]) and name_score(context.text[cut : span.end]) > 0 for cut in seams
    )


# Verbs whose object is a person, and the post behind him (免去A甲局局长职务); verbs that a holder of posts comes before.
_APPOINTING = {"免去", "撤销", "罢免", "任命", "决定任命"}
_HOLDING = {"担任", "出任", "历任", "曾任", "现任", "系", "任", "当选", "拟任", "兼任", "调任", "升任"}
_BETWEEN = {"现", "已", "曾", "目前", "同时", "先后", "生前", "长期", "拟", "也", "还"}
_MARKS = set("，。；：！？,;:“”\n ")
_ADMIN = re.compile(r"[\u4e00-\u9fff]{2,5}?[省市县区旗州镇乡]")


def _of_post(
    context: Context, span: Span, inside: Sequence[Word], left: Word | None, right: Word | None
) -> Iterator[str]:
    """Whether the candidate stands where only the one who takes, holds or loses a post can stand."""
    surface = span.of(context.text)
    if not 2 <= len(surface) <= 3 or not surname_at(surface, 0) or not inside:
        return
    likely = name_score(surface) > 2
    if left is not None and left.end == span.start and left.text in _APPOINTING and inside[0].end >= span.end:
        if len(surface) == 3 and (likely or inside[0].tag == "PER") and _ADMIN.match(context.text, span.end):
            yield "appointed"  # 免去|赵一鸣云山县|副县长: the tagger takes name and place for one
    whole = len(inside) == 1 and (inside[0].start, inside[0].end) == (span.start, span.end)
    opens = left is None or left.text in _MARKS
    while right is not None and right.text in _BETWEEN:
        right = context.after(right.end)
    named = inside[0].tag == "PER" or (likely and inside[0].tag in ("ORG", "nz", "nr"))
    if whole and named and opens and right is not None and right.text in _HOLDING:
        yield "holds-tagged" if likely and inside[0].tag == "PER" else "holds"


def _in_letters(context: Context, span: Span) -> Iterator[str]:
    """Traits of a name in Latin letters."""
    if is_lettered(span.of(context.text)):
        if title_at_end(context.text[: span.start].rstrip()[-_LONGEST_POST:]):
            yield "due-letters"
        yield "lettered-gloss" if context.text[: span.start].endswith(("(", "（")) else "lettered"


def _in_list(context: Context, span: Span, left: Word | None, right: Word | None) -> list[str]:
    """Whether the candidate stands in a list of people, or behind the colon of a roster."""
    found = []
    if left is not None and left.text in {"：", ":"}:
        head = context.before(left.start)
        if (
            head is not None
            and title_at_end(head.text) == len(head.text)
            and any(word.tag == "PER" and word.start == span.start and word.end == span.end for word in context.words)
        ):
            found.append("roster")
    before = context.before(left.start) if left is not None and left.text in {"、", "和", "及"} else None
    after = context.after(right.end) if right is not None and right.text in {"、", "和", "及"} else None
    beside = [word for word in (before, after) if word is not None and word.tag == "PER"]
    if beside:
        found.append(f"beside-people:{len(beside)}")
    return found


def _formal(surface: str, gazetteer: Gazetteer) -> list[str]:
    """Traits of the form alone, marked ``=``."""
    bare = re.sub(r"\s", "", surface)
    score = name_score(bare)
    surname = surname_at(bare, 0)
    found = [
        f"=length:{min(len(bare), 8)}",
        f"=score:{max(-6, min(8, int(score // 2)))}",
        f"=surname:{min(surname, 2)}",
    ]
    if surname:
        found.append("=surname-common" if surnames()[bare[:surname]] > 1000 else "=surname-rare")
    if not all(map(is_han, bare)):
        found.append("=dotted" if re.search("[·•・‧]", bare) else "=latin" if bare.isascii() else "=mixed")
    frequency = word_frequencies().get(bare, 0)
    if frequency:
        found.append(f"=word:{min(4, len(str(frequency)))}")
    if gazetteer.lookup(bare):
        found.append("=place")
    elif gazetteer.lookup_bare(bare):
        found.append("=place-weak")
    return found


def _local(context: Context, span: Span, row: Sequence[Span]) -> list[str]:
    """Traits of one occurrence: the tagger's word, the neighbours, the labeller, the other candidates."""
    inside = context.inside(span)
    exact = bool(inside) and inside[0].start == span.start and inside[-1].end == span.end
    found = [
        f"word:{inside[0].tag}" if exact and len(inside) == 1 else f"words:{exact}:{inside[0].tag if inside else ''}"
    ]
    if not exact:
        found.append("cuts:" + "+".join(sorted({word.tag for word in inside})))
    if any(word.tag == "PER" for word in inside):
        found.append("touches-PER")
    if exact and len(inside) == 2:
        found.append(f"two:{inside[0].tag}:{inside[1].tag}")
    left, right = context.before(span.start), context.after(span.end)
    adjoining = left is not None and left.end == span.start
    found += [f"left:{sort_of(left) if adjoining else 'apart'}", f"right:{sort_of(right)}"]
    following = context.text[span.end - 1 : span.end + 1]
    if len(following) == 2 and word_frequencies().get(following, 0) > 100:
        found.append("last-opens-word")
    preceding = context.text[max(0, span.start - 1) : span.start + 1]
    if len(preceding) == 2 and word_frequencies().get(preceding, 0) > 100:
        found.append("first-closes-word")
    labelled = context.labels.probability(span, "PER")
    found.append(bin_of("label", labelled))
    begins = context.labels.begins(span.start, "PER")
    found.append(bin_of("begins", begins))
    if exact and len(inside) == 1 and inside[0].tag == "PER" and begins >= 0.5:
        found.append("begins-tagged")  # the labeller is sure that a name begins, the tagger where it ends
    tagged = all(word.tag == "PER" for word in inside if not word.text.isspace())
    surface = span.of(context.text)
    if (
        exact
        and tagged
        and labelled >= 0.5
        and len(surface) > 1
        and not surname_at(surface, 0)
        and not surface.isascii()
    ):
        found.append("agreed")
    if exact and len(inside) == 1 and tagged and labelled >= 0.6 and surname_at(surface, 0) and name_score(surface) > 2:
        found.append("agreed-han")
    one = exact and len(inside) == 1 and tagged and surname_at(surface, 0)
    post = context.before(left.start) if left is not None and left.text == "的" else left  # 拟任县长的甲乙
    if one and adjoining and post is not None and (title_at_end(post.text) == len(post.text) or post.text in _CHOSEN):
        found.append("behind-post")
    if _DOTTED.fullmatch(surface) and adjoining and left is not None and title_at_end(left.text) == len(left.text):
        found.append("due-dotted")
    found += _in_letters(context, span)
    if exact and tagged and surface.isascii() and len(inside) > 1:
        found.append("agreed-letters")
    found += _in_list(context, span, left, right)
    found += _of_post(context, span, inside, left, right)
    for other, label, _ in context.labels.best:
        if other != span and other.overlaps(span):
            found.append(
                f"label-{'inside' if other.contains(span) else 'around' if span.contains(other) else 'across'}:{label}"
            )
    for other in row:
        if other != span and other.contains(span):
            found.append("in-longer-head" if other.start == span.start else "in-longer")
        elif other != span and span.contains(other):
            found.append("has-shorter-head" if other.start == span.start else "has-shorter")
    return sorted(set(found))
