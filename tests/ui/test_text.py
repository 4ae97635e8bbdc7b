"""Words with holes, filled in the browser: run in a real JavaScript engine."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import reflex as rx

from passport import ui
from passport.kernel import i18n

BUN = Path(sys.executable).parent / "bun"


def run(expression: Any, **names: Any) -> Any:
    """What the browser would show for ``expression``, with ``names`` for its variables."""
    script = "".join(f"const {name} = {json.dumps(value)};" for name, value in names.items())
    done = subprocess.run(
        [BUN, "-e", f"{script}console.log(JSON.stringify({expression!s}))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def var(name: str) -> rx.Var[Any]:
    return rx.Var(_js_expr=name, _var_type=str)


def test_a_var_fills_its_hole() -> None:
    said = ui.t("Bonjour {name}, à {place} !", name=var("a"), place=var("b"))
    assert run(said, a='Zoé "<b>', b="Annecy") == 'Bonjour Zoé "<b>, à Annecy !'


def test_words_may_come_in_another_order() -> None:
    said = ui.t("{place}: {name} {name}", name=var("a"), place=var("b"))
    assert run(said, a="x", b="y") == "y: x x"


def test_nothing_in_a_hole_is_nothing_said() -> None:
    assert run(ui.t("Vu {when}", when=var("a")), a=None) == "Vu "


def test_plain_values_give_a_plain_string() -> None:
    assert ui.t("Bonjour {name}", name="Zoé") == "Bonjour Zoé"


def test_a_component_fills_a_hole() -> None:
    said = ui.t("Lire {link} d'abord", link=rx.el.strong("la page"))
    assert len(said.children) == 3


def test_a_missing_value_is_refused_when_the_page_is_made() -> None:
    with pytest.raises(KeyError):
        ui.t("Bonjour {name}")


@pytest.mark.parametrize(("n", "said"), [(0, "0 preuve"), (1, "1 preuve"), (2, "2 preuves")])
def test_french_counts_zero_with_one(n: int, said: str) -> None:
    assert run(ui.plural("{n} preuve", "{n} preuves", var("n0")), n0=n) == said
    assert ui.plural("{n} preuve", "{n} preuves", n) == said


@pytest.mark.parametrize(
    ("n", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (100, 5)]
)
def test_the_browser_counts_by_the_rule_of_the_language(
    n: int, form: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"
    monkeypatch.setattr("passport.ui.text.plural_rule", lambda: rule)
    monkeypatch.setattr(
        "passport.ui.text.plural_forms",
        lambda *_: [f"{{n}} f{index} {{who}}" for index in range(6)],
    )
    with i18n.use_locale("ar"):
        said = ui.plural("{n} preuve", "{n} preuves", var("n0"), who=var("w"))
    assert run(said, n0=n, w="x") == f"{n} f{form} x"
