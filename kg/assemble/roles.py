"""Roles in one scheme: which role is a narrower case of which."""

from collections import defaultdict
from collections.abc import Iterable

from kg.assemble.statements import role_id
from kg.assemble.things import role_thing, scheme_thing
from kg.lexicon.titles import forms, is_title
from kg.model.ids import EntityId
from kg.model.statement import Thing


def broader(role: str) -> str:
    """The next broader role, "" for one that has none: without its committee, else without its first prefix.

    >>> broader("党工委书记"), broader("常务副市长"), broader("副市长"), broader("市长")
    ('书记', '副市长', '市长', '')
    """
    for sort in ("committee", "prefix", "status_acting", "status_former", "status_proposed"):
        heads = [head for head in forms(sort) if role.startswith(head) and is_title(role.removeprefix(head))]
        if heads:
            return role.removeprefix((max if sort == "committee" else min)(heads, key=len))  # 常务, then 副
    return ""


def role_things(roles: Iterable[str]) -> list[Thing]:
    """The nodes of roles that someone holds, of all broader ones above them, and of their scheme, each once, by name.

    Each step stands in both directions, as SKOS asks (section 8: broader and narrower are inverse), and the scheme
    names its top concepts. Nothing, no scheme either, for no roles.
    """
    known: set[str] = set()
    for role in roles:
        while role and role not in known:
            known.add(role)
            role = broader(role)
    narrower: dict[str, list[EntityId]] = defaultdict(list)
    for role in sorted(known):
        narrower[broader(role)].append(role_id(role))
    made = [
        role_thing(role_id(role), role, role_id(broader(role)) if broader(role) else None, narrower[role])
        for role in sorted(known)
    ]
    return [*made, scheme_thing(narrower[""])] if made else []
