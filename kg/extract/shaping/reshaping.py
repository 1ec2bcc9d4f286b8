"""Names whose edges the tagger and the labeller drew wrongly, cut and joined by what the language allows inside one name.

A rule looks at one stretch and says what stretches it should be instead: longer, shorter, two, or none. Each has a module
that says why; here they are asked in turn, and what they give back is asked again.
"""

from collections.abc import Callable, Sequence

from kg.extract.coreference.clusters import Form
from kg.extract.names.taught import TAUGHT
from kg.extract.shaping.cutshort import completed
from kg.extract.shaping.directions import without_direction
from kg.extract.shaping.figures import without_figure
from kg.extract.shaping.generics import without_generic
from kg.extract.shaping.glued import parted_at_verb, parted_from_parent
from kg.extract.shaping.ofposts import parted_at_former, without_group
from kg.extract.shaping.outset import with_outset
from kg.extract.shaping.routes import parted_at_dash
from kg.extract.shaping.setting import Setting, drop_empty, put
from kg.lexicon.places import Gazetteer
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.model.text import Span

# A rule gives the stretches that a name should be, () for none, and None where it has nothing to say.
Rule = Callable[[Span, Setting], Sequence[Span] | None]
RULES: tuple[Rule, ...] = (
    parted_from_parent,
    parted_at_verb,
    parted_at_dash,
    parted_at_former,
    without_group,
    without_figure,
    without_direction,
    completed,
    without_generic,
    with_outset,
)
_ROUNDS = 3  # 甲局联合团|市委: parted first, then made longer


def reshape(text: str, forms: dict[str, Form], gazetteer: Gazetteer) -> None:
    """Move the spans of ``forms`` to where names begin and end; names that were taught stay. Cost: linear in the spans."""
    setting = Setting(text, forms, gazetteer)
    for surface in sorted(forms):
        form = forms[surface]
        if form.probability == TAUGHT:
            continue
        for span in list(form.spans):
            parts = _reshaped(span, form, setting, _ROUNDS)
            if parts == [span]:
                continue
            form.spans.remove(span)
            for part in parts:
                _put(part, form, setting)
    drop_empty(forms)


def _reshaped(span: Span, form: Form, setting: Setting, rounds: int) -> list[Span]:
    if rounds:
        for rule in RULES:
            parts = rule(span, setting)
            if parts is not None:
                return [found for part in parts for found in _reshaped(part, form, setting, rounds - 1)]
    return [span]


def _put(span: Span, former: Form, setting: Setting) -> None:
    surface = span.of(setting.text)
    kind = kind_of_body(surface) or kind_of_place(surface) or former.kind
    put(setting.text, setting.forms, span, kind, former.probability)
