"""Savoir-être shown by a told situation: proposed with the words that show them, never given.

What she did is read, not what she says she is: a behaviour ("je restais calme") or its effect ("les
clients revenaient"). The codes are the sixteen of the ROME 4.0 of France Travail.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from passport.conversation.understanding import likeness
from passport.conversation.understanding.behaviours import BEHAVIOURS, DENIED_BY_ITSELF
from passport.conversation.understanding.normal import Normal, fold
from passport.conversation.understanding.scope import clauses
from passport.conversation.understanding.story import CUTS

LEAST = 0.5
"""Below, the words show nothing that can be named."""
LIKE = 0.48
"""From this likeness on (cosine of rare words), an exemplar alone is enough for a proposal."""
MOST = 4
FEW = 3
"""With fewer proposals by patterns, those that the meaning is like are added."""

_DEED = re.compile(
    r"\b(?:j'ai (?:\w+ )?\w{4,}|je (?:me |m'|l'|le |la |les |leur |lui |y |en |ne )*\w{4,}|j'\w{5,}|on (?:se |s'|nous )?\w{4,}|m'(?:a|ont) \w+|me (?:disai|di)\w+|mes? \w+ (?:etaient|etait|me|m'))"
)
_FACT = re.compile(
    r"^\W*(?:c'etait (?:un|une|a|pres|bien|loin|paye|dur)|il (?:y avait|faisait)|on (?:etait paye|m'a pas)|mon chef s'appel|j'ai (?:un|une|trouve par|eu un contrat|pas eu|pas aime)|j'avais (?:un contrat|une?|du mal)|je (?:commencais a|finissais a|travaillais (?:de|a|le|en)|suis reste|prenais le (?:bus|train|metro)|mangeais|portais un uniforme|faisais (?:le menage|\d)|sais pas|prefere))"
)
_BAD = re.compile(
    r"\b(?:souvent|toujours|tout le temps|parfois|trop|arrivais?|etais|suis|arrive)(?: \w+)? en retard\b"
    r"|\b(?:m'enerv\w+|enervee?|je criais|j'ai crie|insulte le|frapp\w+|j'ai (?:tout )?lache|j'ai abandonne"
    r"|j'ai craque|j'ai panique|je paniquais|j'ai laisse tomber|viree? (?:pour|parce)|je m'en fichais|m'en foutais"
    r"|n'aim\w+ pas|aim\w+ pas|j'avais la flemme|flemme|je supporte pas|m'ennuy\w+|me suis dispute\w*|claque la porte"
    r"|je criais (?:sur|parfois)|je me trompais (?:tout le temps|souvent)|j'oubliais|pas (?:a ma place|mon truc|motivee?))\b"
)
_NOT_BEFORE = re.compile(
    r"\b(?:pas|jamais|plus|rien|aucune?|sans|ni|difficile a|du mal a|peur de|arrivais pas a|impossible de)"
    r"(?: (?:trop|tres|assez|vraiment|toujours|de|d'|le|la|les|l'|a|une?|bien|pu|su|ete|me|m'|leur|lui|en|y))* ?$"
)
_NOT_AFTER = re.compile(r"^\w*(?:'\w+)? ?(?:pas|plus|jamais|rien|peu|mal)\b(?! (?:que|seulement))")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A savoir-être that a piece of her sentence may show: raw characters ``start`` to ``end``."""

    code: str
    start: int
    end: int
    confidence: float


def propose(words: Normal, *, most: int = MOST) -> tuple[Proposal, ...]:
    """The savoir-être that ``words`` may show, surest first; none when nothing shows."""
    scores, spans = _by_patterns(words.plain)
    _add_alike(words.plain, scores, spans)
    if len(scores) < FEW and not _BAD.search(words.plain) and _tells(words.plain):
        _add_likest(words.plain, scores, spans)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return tuple(_proposals(words, ranked[:most], spans))


def _by_patterns(plain: str) -> tuple[dict[str, float], dict[str, tuple[int, int]]]:
    """What clauses show, then what only whole sentences do: codes with a score and a place."""
    scores: dict[str, float] = {}
    spans: dict[str, tuple[int, int]] = {}
    for start, end in clauses(plain, CUTS):
        clause = plain[start:end]
        for code, score in _shown(clause, bad=bool(_BAD.search(clause))):
            held = scores.get(code)
            if held is None or score > held:
                spans[code] = (start, end)
            # A second sign makes surer, less and less.
            scores[code] = score if held is None else max(held, score) + 0.1
    for start, end in _sentences(plain):
        sentence = plain[start:end]
        for code, score in _shown(sentence, bad=bool(_BAD.search(sentence))):
            if code not in scores:
                # What happened and what she did stand in two clauses.
                scores[code], spans[code] = score - 0.05, (start, end)
    return scores, spans


def _add_alike(plain: str, scores: dict[str, float], spans: dict[str, tuple[int, int]]) -> None:
    for code, near in _alike(plain):
        if code in scores:
            scores[code] += 0.3 * near
        elif near >= LIKE and not _BAD.search(plain):
            scores[code], spans[code] = 0.2 + near, (0, len(plain))


def _tells(plain: str) -> bool:
    """Whether she tells of something done, and not of a fact: only then is a likeness worth asking."""
    return len(plain.split()) >= 5 and bool(_DEED.search(plain)) and not _FACT.search(plain)


def _add_likest(plain: str, scores: dict[str, float], spans: dict[str, tuple[int, int]]) -> None:
    found = likeness.likest(plain[:200].strip())
    if not found or found[0][0] == "none":
        return
    for rank, (code, _) in enumerate(found[:FEW]):
        if code == "none":
            return
        if code in scores:
            scores[code] += 0.05
        elif len(scores) < FEW:
            scores[code], spans[code] = LEAST + 0.02 * (FEW - rank), (0, len(plain))


def _sentences(plain: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^.;!?\n]{3,400}", plain):
        yield match.span()


def _proposals(
    words: Normal, ranked: Iterable[tuple[str, float]], spans: dict[str, tuple[int, int]]
) -> Iterator[Proposal]:
    for code, score in ranked:
        start, end = spans[code]
        if score < LEAST or end <= start:
            continue
        begin, finish = words.place(start, end)
        if finish > begin:
            yield Proposal(code, begin, finish, min(0.95, score))


def _shown(clause: str, *, bad: bool) -> Iterator[tuple[str, float]]:
    for code, weight, pattern in _compiled():
        for match in pattern.finditer(clause):
            own = DENIED_BY_ITSELF in pattern.pattern
            if not own and (
                _NOT_BEFORE.search(clause[: match.start()])
                or _NOT_AFTER.match(clause[match.end() :])
            ):
                continue
            if bad and not own and weight < 0.9:
                continue
            yield code, weight
            break


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    return tuple(
        (code, weight, re.compile(pattern))
        for code, patterns in BEHAVIOURS.items()
        for weight, pattern in patterns
    )


_EMPTY = frozenset(
    """je j ai tu il elle on nous vous ils elles les le la l un une des du de d et a au aux en dans sur chez
    pour avec mon ma mes son sa ses ce cette ca qui que qu c est etais etait etaient ete etre suis avais
    avait fait faisais faisait faire fais me m se s y ne n pas plus jamais tout tous toutes toute tres
    si ou mais donc quand comme leur leurs lui eux etc meme bien par cela""".split()
)


def _words(plain: str) -> list[str]:
    return [word[:6] for word in re.findall(r"[a-zœ]{3,}", plain) if word not in _EMPTY]


@lru_cache(maxsize=1)
def _exemplars() -> tuple[tuple[tuple[str, dict[str, float]], ...], dict[str, float]]:
    source = files("passport.conversation.understanding") / "data" / "soft_skills.txt"
    rows = [
        (code.strip(), Counter(_words(fold(text))))
        for line in source.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
        for code, text in [line.split("|", 1)]
    ]
    counts: Counter[str] = Counter()
    for _, words in rows:
        counts.update(words.keys())
    rare = {word: math.log((1 + len(rows)) / (1 + count)) for word, count in counts.items()}
    return tuple((code, _unit(words, rare)) for code, words in rows), rare


def _unit(words: Iterable[str], rare: dict[str, float]) -> dict[str, float]:
    weights = {word: rare.get(word, 5.0) for word in words}
    norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / norm for word, weight in weights.items()}


def _alike(plain: str) -> list[tuple[str, float]]:
    """The likeness of the nearest exemplar of each savoir-être."""
    said = _words(plain[:1_000])
    if len(said) < 2:
        return []
    exemplars, rare = _exemplars()
    query = _unit(set(said), rare)
    best: dict[str, float] = {}
    for code, weights in exemplars:
        likeness = sum(weight * weights.get(word, 0.0) for word, weight in query.items())
        best[code] = max(best.get(code, 0.0), likeness)
    return sorted(best.items(), key=lambda item: -item[1])
