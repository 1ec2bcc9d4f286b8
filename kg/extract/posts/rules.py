"""The rules that read posts: patterns over a sentence's elements, and what each says of whom.

A pattern sees one letter an element (:class:`kg.extract.posts.elements.Element`), and verbs by what they say of a post.
A rule's reader gives people with the titles they hold; :func:`kg.extract.posts.grammar.find_posts` makes claims of them.
"""

import re

from kg.extract.posts.predications import (
    appointment,
    approved,
    by_agent,
    by_being,
    by_further_being,
    by_guise,
    by_honour,
    by_office,
    by_quoted_honour,
    by_verb,
    called,
    dismissal,
    held_by,
    in_guise,
    left,
    left_behind,
)
from kg.extract.posts.readers import (
    Reader,
    around_names,
    distributive,
    heading,
    members,
    of_career,
    of_class,
    of_counted,
    of_names,
    of_terms,
    of_two_places,
    of_vita,
    roster,
)

# One post of a list: what stands before it (host, status, nouns, quotation marks, host + 的) and an optional bracket.
_ITEM = r'[SON"]*(?:[ON]\([^()]{1,8}\)[SN]*)?(?:O"?L?的)?[SON"]*R(?:\([^()]{0,8}\))?'

# … and lists of them; units may share the last post (院长、甲科、乙科主任).
_ITEMS = rf"(?:O(?:JO)*J)?{_ITEM}(?:J?{_ITEM}|JOJ{_ITEM})*"

# A list of posts that somebody held, one body's after the other's: 任甲局局长，乙市副市长. The last is not the next name's.
_HELD = rf'{_ITEMS}(?:[,J]+(?=[SN"]*O){_ITEMS})*(?!(?:J?{_ITEM})*的?\"?P)'

_NAMES = r'"?P"?(?:J?"?P"?)*'  # set side by side without a mark, too

RULES: tuple[tuple[str, "re.Pattern[str]", Reader], ...] = (
    (
        "posts-distributive",
        re.compile(r"(?P<names>P(?:JP)+)[^P,]{0,3}?W*V(?P<titles>[SON]*[ONRJS\"]*R)"),
        distributive,
    ),
    (
        "posts-distributive",
        re.compile(r"(?P<hosts>O(?:JO)+)(?P<count>W)N?(?P<titles>R)(?P<names>P(?:JP)+)"),
        of_two_places,
    ),
    ("appointment", re.compile(rf"(?P<verb>A)(?P<names>{_NAMES})W{{0,2}}B(?P<titles>{_ITEMS})"), appointment),
    ("dismissal", re.compile(rf"D:?(?P<list>P的?{_ITEMS}(?:N{{0,2}}[WJ,]P的?{_ITEMS})*)"), dismissal),
    # a name of the roster that was not seen as one (W) costs its own posts, not those of the others
    ("roster", re.compile(rf"(?P<titles>[SON\"]*R):(?P<list>(?:W?{_ITEM})?(?:P{_ITEM})+)"), roster),
    (
        "members-listed",
        re.compile(rf"(?P<titles>[SON\"]*R):(?P<names>(?:{_ITEMS})?P(?:J?(?:{_ITEMS})?P)*)(?=[W)]?$)"),
        members,
    ),
    (
        "titles-over-comma",
        re.compile(rf"(?:^|(?<=[W:Y])|(?<=[WN],))(?P<titles>{_ITEMS},{_ITEMS})(?P<names>P)(?!\()"),
        of_names,
    ),
    (
        "title-before-name",
        re.compile(rf"(?P<lead>S?A?V)?(?P<titles>{_ITEMS})(?:JW[SON]+的|的)?(?P<names>{_NAMES})"),
        of_terms,
    ),
    (
        "title-in-brackets",
        re.compile(rf"(?P<names>P)\((?:[WNS]{{1,4}},){{0,3}}(?P<titles>{_ITEMS})[^)P]{{0,12}}\)"),
        of_names,
    ),
    ("title-after-name", re.compile(r"(?P<host>O)(?P<names>P(?:JP)*)(?P<titles>R)(?![P(])"), around_names),
    ("title-after-name", re.compile(r"(?P<names>P)(?P<titles>R)(?![P(])"), of_names),
    ("title-by-copula", re.compile(rf"I(?:{_ITEMS})?(?P<names>P)B(?P<titles>R)的(?P<group>N*[ON])"), heading),
    ("title-after-name", re.compile(rf"(?P<names>P)(?P<titles>{_ITEM})(?=J|的V?N)"), approved),
    ("post-left", re.compile(rf"(?P<names>P)[WNVB]{{0,2}}Y(?P<titles>{_ITEMS})N?V"), left),
    ("post-left", re.compile(rf"(?P<names>P)[WNVB]{{0,2}}W(?P<titles>{_ITEMS})[NWV]{{1,3}}V"), left_behind),
    (
        "post-by-agent",
        re.compile(rf"(?P<titles>{_ITEMS})[WN]{{0,2}}Y(?:{_ITEMS})?(?P<names>P(?:J(?:{_ITEMS})?P)*)W{{0,2}}V"),
        by_agent,
    ),
    ("honour", re.compile(r'(?P<verb>H)[WNSO]{0,3}(?P<titles>"[SONRW]{1,8}"(?:J?"[SONRW]{1,8}")*)'), by_quoted_honour),
    ("honour", re.compile(r"(?P<verb>H)(?P<titles>[SNOW\"]*R(?:[J\"][SNOW\"]*R)*)(?!\"?P)"), by_honour),
    ("title-by-guise", re.compile(rf"(?P<verb>I)(?P<titles>{_ITEMS})\"?的?[NW]"), by_guise),
    ("title-by-guise", re.compile(rf"(?:^|(?<=[,W:]))(?P<verb>V)(?P<titles>{_ITEMS}),W{{0,2}}(?P<names>P)"), in_guise),
    ("title-by-predicate", re.compile(rf"(?P<verb>[VD])B?W{{0,3}}(?P<titles>{_HELD})"), by_verb),
    ("title-by-predicate", re.compile(rf"(?P<verb>A)W?B?(?P<titles>{_HELD})"), by_verb),
    ("post-then-names", re.compile(rf"(?P<titles>{_ITEMS}),?W{{0,2}}BW{{0,2}}(?P<names>P(?:J\"?P)+)"), of_names),
    # a name of the list that was not seen as one (W, O) costs no other its post
    (
        "post-then-names",
        re.compile(
            rf"(?P<titles>{_ITEMS})B(?P<names>(?:{_ITEM}|(?:O|N{{1,3}})的|[WO]{{1,3}}J)?P(?:J(?:P|[WO]{{1,4}}))*)(?=[,JW]|$)"
        ),
        held_by,
    ),
    ("title-by-copula", re.compile(rf"N(?P<verb>B)(?P<titles>{_HELD})"), by_office),
    (
        "class-after-names",
        re.compile(r"(?P<names>P(?:J?P)*)E(?:W?|[WON]{1,6}的)(?P<titles>[SON]*R)(?!J?\"?P)"),
        of_class,
    ),
    (
        "class-after-names",
        re.compile(r"(?P<names>P(?:J?P)+)(?P<count>W)(?P<titles>[SON]*R)(?!J?\"?P)"),
        of_counted,
    ),
    (
        "title-by-copula",
        re.compile(
            rf"(?P<names>P(?:J(?:W的)?P)*)[WS]{{0,2}}(?:,[WS]{{0,2}})?B[WN]{{0,2}}?(?P<titles>{_ITEMS})(?![\"JP的])"
        ),
        by_being,
    ),
    ("title-by-copula", re.compile(rf"[,W][SW]{{0,2}}(?P<verb>B)N?(?P<titles>{_HELD})"), by_further_being),
    ("post-then-names", re.compile(rf"(?P<titles>{_ITEMS})(?P<verb>W)(?P<names>P)(?=[,W]|$)"), called),
    ("post-in-career", re.compile(rf"^(?P<titles>{_HELD})(?=[,W(]|$)"), of_career),
    ("title-in-vita", re.compile(rf"(?<=,)(?P<titles>{_ITEMS})(?=,|W?$)"), of_vita),
    ("title-in-apposition", re.compile(rf"(?P<names>P),(?P<titles>{_ITEMS})(?=[,W)]|$)(?!,?P)"), of_names),
)
