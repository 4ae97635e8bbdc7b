"""Words with holes that only the browser can fill.

A page is made once for each language, so ``_()`` gives a plain string; where a value comes from a
state, ``t`` and ``plural`` put it in.
"""

import json
from string import Formatter
from typing import Any

import reflex as rx
from reflex_base.vars.base import VarData

from passport.kernel.i18n import ngettext, plural_forms, plural_rule


def t(literal: str, **holes: Any) -> Any:
    """``literal`` with its ``{name}`` holes filled by vars, components or plain values.

    Gives a string ``Var``, or a fragment when one of the holes is a component:
    ``t(_("Bonjour {name}"), name=State.name)``.
    """
    parts: list[Any] = []
    for words, name, _spec, _conversion in Formatter().parse(literal):
        if words:
            parts.append(words)
        if name is not None:
            parts.append(holes[name])
    if any(isinstance(part, rx.Component) for part in parts):
        return rx.fragment(*parts)
    if not any(isinstance(part, rx.Var) for part in parts):
        return "".join(map(str, parts))
    joined = " + ".join(
        f"String({part!s} ?? '')" if isinstance(part, rx.Var) else json.dumps(str(part))
        for part in parts
    )
    return _js(f'("" + {joined})', *(part for part in parts if isinstance(part, rx.Var)))


def plural(singular: str, plural_form: str, n: Any, **holes: Any) -> Any:
    """The form for ``n``, a ``Var`` or a number, chosen in the browser by the language's own rule.

    ``{n}`` is a hole of its own: ``plural("{n} preuve", "{n} preuves", State.count)``. The two
    sentences are extracted for translation like those of ``ngettext``.
    """
    if not isinstance(n, rx.Var):
        return t(
            ngettext(singular, plural_form, n, **{key: f"{{{key}}}" for key in holes}), **holes
        )
    forms = [t(form, n=n, **holes) for form in plural_forms(singular, plural_form)]
    written = ", ".join(
        str(form) if isinstance(form, rx.Var) else json.dumps(form) for form in forms
    )
    rule = f"((n) => Number({plural_rule()}))({n!s})"
    return _js(f"([{written}][{rule}])", n, *(form for form in forms if isinstance(form, rx.Var)))


def _js(expression: str, *sources: rx.Var[Any]) -> rx.Var[str]:
    data = VarData.merge(*(source._get_all_var_data() for source in sources))
    return rx.Var(_js_expr=expression, _var_type=str, _var_data=data).to(str)
