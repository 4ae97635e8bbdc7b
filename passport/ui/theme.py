"""How the tokens and the classes become one stylesheet.

``Theme`` goes in ``plugins`` of ``rxconfig.py`` in the place of Reflex's own Tailwind plugin. The
palette of Tailwind is switched off, so that a class can only name a token.
"""

from pathlib import Path
from typing import Any

from reflex_base.constants.base import Dirs
from reflex_base.constants.compiler import Ext, PageNames
from reflex_base.plugins import tailwind_v4
from reflex_base.plugins.shared_tailwind import TailwindConfig

HERE = Path(__file__).parent

_LAYERS = """@layer theme, base, components, utilities;
@import "tailwindcss/theme.css" layer(theme);
@import "tailwindcss/preflight.css" layer(base);
@import "tailwindcss/utilities.css" layer(utilities);
@config "../tailwind.config.js";
"""


def tokens() -> str:
    """Variables of colours, type and manners, as plain CSS."""
    return (HERE / "tokens.css").read_text(encoding="utf-8")


def app_style() -> str:
    """What Tailwind reads: its layers, the names of the tokens, the tokens and the components."""
    theme = (HERE / "theme.css").read_text(encoding="utf-8")
    app = (HERE / "app.css").read_text(encoding="utf-8")
    return f"{_LAYERS}{theme}@layer base {{\n{tokens()}}}\n@layer components {{\n{app}}}\n"


class Theme(tailwind_v4.TailwindV4Plugin):
    """Tailwind with the product's tokens, and nothing of its palette."""

    def __init__(self) -> None:
        """No plugin of Tailwind is used."""
        super().__init__(config=TailwindConfig(plugins=[]))

    def pre_compile(self, **context: Any) -> None:
        """Write the stylesheet before the pages."""
        save, modify = context["add_save_task"], context["add_modify_task"]
        target = str(Path(Dirs.STYLES) / tailwind_v4.Constants.ROOT_STYLE_PATH)
        save(tailwind_v4.compile_config, self.get_unversioned_config())
        save(lambda: (target, app_style()))
        modify(Dirs.POSTCSS_JS, tailwind_v4.add_tailwind_to_postcss_config)
        modify(
            str(Path(Dirs.STYLES) / (PageNames.STYLESHEET_ROOT + Ext.CSS)),
            lambda content: tailwind_v4.add_tailwind_to_css_file(
                content, include_radix_themes=False
            ),
        )
