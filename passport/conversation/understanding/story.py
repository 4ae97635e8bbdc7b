"""The parts of a told situation: what happened, what she did, what it gave."""

import re
from dataclasses import dataclass

from passport.conversation.understanding.normal import Normal
from passport.conversation.understanding.scope import Span, clauses

CUTS = re.compile(
    r"[.;!?\n]+|,(?! et demi)|\b(?:mais|alors|du coup|donc|parce qu[e']|puis|ensuite)\b"
    r"|\bet (?=(?:je|j'|on|nous|il|elle|ils|elles|ca|c'|a la fin|au final|finalement)\b)"
)
_SITUATION = re.compile(
    r"\b(?:un (?:jour|soir|matin|midi|samedi|dimanche|client|enfant|monsieur|collegue|resident|gamin)|une (?:fois|nuit|"
    r"cliente|dame|mamie|personne|collegue|mere|maman)|quand|lorsqu[e']|pendant|il y (?:a|avait)|y (?:a|avait)|on (?:m'a|nous a)|"
    r"des fois|parfois|si (?:un|une|y|il|quelqu'un)|au debut|a chaque fois|avant|comme|le jour ou|en plein|"
    r"(?:est|etait|etaient|sont) (?:tombee?s?|arrivee?s?|en panne|malades?|absente?s?|en retard|pleine?s?|enervee?s?)"
    r"|manquait|voulait pas|voulaient pas|pleurait|criait|insultait|s'enervait|refusait|arrivait pas)\b"
)
_ACTION = re.compile(
    r"\b(?:j'ai (?!(?:ete|eu|un|une|pas eu|\d)\b)(?:pas |jamais |tout |bien |vite |aussi |toujours |deja )?\w{3,}"
    r"|je (?:me |m'|l'|le |la |les |leur |lui |y |en )*(?:suis )?(?!(?:sais|pense|crois|veux|peux|trouve|etais|suis)\b)\w{4,}"
    r"|j'(?!(?:etais|avais|aime|habite|ai)\b)\w{4,}|on a \w{3,}|nous avons \w{3,})"
)
_RESULT = re.compile(
    r"\b(?:a la fin|au final|finalement|du coup|resultat|grace a|apres (?:ca|cela|il|elle|ils|tout)|depuis"
    r"|et (?:il|elle|ils|elles|on|ca|tout|le (?:client|chef|patron)|la (?:cliente|dame|patronne|chef)|les (?:gens|clients|enfants|parents))"
    r"|(?:il|elle|ils|elles|on) (?:a|ont) (?:ete|fini|accepte|arrete|dit merci|remercie\w*|reussi|repris|pu|rien perdu|mange|dormi)"
    r"|(?:m'a|m'ont) (?:dit|remercie\w*|felicite\w*|garde\w*|embauche\w*|fait confiance|donne|propose|augmente\w*)"
    r"|content\w*|satisfait\w*|ravie?s?|merci|felicit\w*|reussi\w*|ca (?:a|allait|va|s'est) \w+|plus (?:jamais|de|aucun)"
    r"|personne n'|rien (?:perdu|casse|oublie)|a temps|revenai\w+|etait (?:resolu|regle|fini|pret|propre)\w*|tout (?:etait|est) \w+)\b"
)


@dataclass(frozen=True, slots=True)
class Story:
    """Where each part stands in the raw text; nothing when it was not told."""

    situation: Span | None
    action: Span | None
    result: Span | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts still to ask, in the order of the telling."""
        parts = (
            ("situation", self.situation),
            ("action", self.action),
            ("result", self.result),
        )
        return tuple(name for name, span in parts if span is None)


def tell(words: Normal) -> Story:
    """Which parts of a situation ``words`` tell. A clause tells one part at most."""
    parts: dict[str, Span] = {}
    told = list(clauses(words.plain, CUTS))
    for index, (start, end) in enumerate(told):
        clause = words.plain[start:end]
        result = _RESULT.search(clause)
        if _SITUATION.search(clause) and "situation" not in parts and "action" not in parts:
            parts["situation"] = (start, end)
        elif result and index and "action" in parts and "result" not in parts:
            parts["result"] = (start, end)
        elif _ACTION.search(clause) and "action" not in parts:
            parts["action"] = (start, end)
    if "action" not in parts and "situation" in parts:
        start, end = parts["situation"]
        # "quand un client criait je restais calme": both in one breath.
        inside = _inner_action(words.plain[start:end])
        if inside is not None:
            parts["action"] = (start + inside, end)
    return Story(*(_raw(words, parts.get(name)) for name in ("situation", "action", "result")))


def _inner_action(clause: str) -> int | None:
    found = [m for m in _ACTION.finditer(clause) if m.start() > 0]
    return found[-1].start() if found else None


def _raw(words: Normal, span: Span | None) -> Span | None:
    if span is None or not words.plain[span[0] : span[1]].strip():
        return None
    return words.place(*span)
