"""The colours of ``tokens.css`` keep the contrasts that the design promises."""

import re

import pytest

from passport.ui import theme

PLAIN = re.compile(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})")


def _colours(dark: bool) -> dict[str, str]:
    css = theme.tokens()
    if dark:
        css = css.split("@media (prefers-color-scheme: dark) {", 1)[1]
    return dict(PLAIN.findall(css.split(":root {", 1)[1].split("}", 1)[0]))


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Ratio of WCAG 2 between two colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# Words on what they stand on: 4.5 at least. Borders of what is touched, and signs: 3.
WORDS = [
    *(
        (words, ground)
        for words in ("ink", "ink-soft", "lake", "brick", "leaf", "plum", "sun-ink")
        for ground in ("paper", "card")
    ),
    ("ink", "lake-soft"),
    ("ink", "leaf-soft"),
    ("ink", "sun-soft"),
    ("ink", "brick-soft"),
    ("lake", "lake-soft"),
    ("leaf", "leaf-soft"),
    ("plum", "plum-soft"),
    ("brick", "brick-soft"),
    ("sun-ink", "sun-soft"),
    ("ink-soft", "lake-soft"),
    ("on-lake", "lake"),
    ("on-lake", "lake-deep"),
    ("on-sun", "sun"),
    ("on-brick", "brick"),
]
SIGNS = [("edge", "paper"), ("edge", "card"), ("lake", "card"), ("brick", "card")]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_can_be_read(words: str, ground: str, dark: bool) -> None:
    colours = _colours(dark)
    assert contrast(colours[words], colours[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("sign", "ground"), SIGNS)
def test_signs_and_borders_can_be_seen(sign: str, ground: str, dark: bool) -> None:
    colours = _colours(dark)
    assert contrast(colours[sign], colours[ground]) >= 3


@pytest.mark.parametrize(
    ("words", "ground", "promised", "dark"),
    [
        ("ink", "paper", 15.3, False), ("ink-soft", "paper", 7.3, False),
        ("on-lake", "lake", 7.9, False), ("edge", "card", 3.6, False),
        ("sun-ink", "sun-soft", 6.7, False), ("leaf", "leaf-soft", 5.6, False),
        ("plum", "plum-soft", 7.1, False), ("brick", "brick-soft", 6.1, False),
        ("ink", "card", 14, True), ("ink-soft", "card", 8.7, True),
        ("edge", "card", 4.4, True), ("on-lake", "lake", 8.7, True),
    ],
)  # fmt: skip
def test_the_promised_contrasts_hold(words: str, ground: str, promised: float, dark: bool) -> None:
    colours = _colours(dark)
    assert contrast(colours[words], colours[ground]) >= promised - 0.1


def test_every_colour_has_one_for_the_dark() -> None:
    assert _colours(dark=True).keys() == _colours(dark=False).keys()


def test_every_token_has_a_name_for_classes() -> None:
    named = set(re.findall(r"--color-[\w-]+: var\(--([\w-]+)\)", theme.app_style()))
    assert named == set(_colours(dark=False))


def test_the_style_of_server_made_pages_is_small() -> None:
    own = (theme.HERE / "server.css").read_text(encoding="utf-8")
    assert len(own.encode()) <= 6 * 1024
    assert "#" not in re.sub(r"#fff\b", "", own), "colours come from the tokens"


@pytest.mark.parametrize("name", ["tokens.css", "app.css", "server.css"])
def test_sides_are_those_of_the_text(name: str) -> None:
    css = (theme.HERE / name).read_text(encoding="utf-8")
    assert not re.search(r"(margin|padding|border)-(left|right)\b|(?<![\w-])(left|right):", css)
