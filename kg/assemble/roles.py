"""Roles in one scheme: which role is a narrower case of which."""

from collections.abc import Iterable

from kg.assemble.statements import role_id
from kg.assemble.things import role_thing
from kg.lexicon.titles import forms, is_title
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
    """The nodes of roles that someone holds, and of all broader ones above them, each once, sorted by name."""
    known: set[str] = set()
    for role in roles:
        while role and role not in known:
            known.add(role)
            role = broader(role)
    return [
        role_thing(role_id(role), role, role_id(broader(role)) if broader(role) else None) for role in sorted(known)
    ]
