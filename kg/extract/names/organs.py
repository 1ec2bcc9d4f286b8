"""Organs of a body that act in their own name: 甲局党组召开会议 is said of the party group, 甲局党组书记 of the bureau's secretary."""

import re
from collections.abc import Sequence

from kg.extract.coreference.clusters import Form
from kg.extract.names.gathering import Context
from kg.model.schema import Kind
from kg.model.text import BlockKind, Span

_ORGAN = re.compile(r"党(?:组|委|工委|支部|总支)(?=召开|举行|举办|开展|组织|决定|研究|部署|宣布|印发|要求|成立)")


def add_acting_organs(contexts: Sequence[Context], forms: dict[str, Form]) -> None:
    """Add to ``forms`` the party organs that stand between the name of their body and what they do. Cost: linear."""
    spans = sorted((span for form in forms.values() for span in form.spans), key=lambda span: (len(span), span))
    ends = {span.end: span for span in spans}  # the longest name that ends there
    for context in contexts:
        if not context.words or context.block in (BlockKind.BYLINE, BlockKind.DATELINE):
            continue
        for match in _ORGAN.finditer(context.text, context.words[0].start, context.words[-1].end):
            body = ends.get(match.start())
            if body is not None:
                span = Span(body.start, match.end())
                surface = span.of(context.text)
                form = forms.setdefault(surface, Form(surface, Kind.PARTY, 0.7))
                if span not in form.spans:
                    form.spans.append(span)
