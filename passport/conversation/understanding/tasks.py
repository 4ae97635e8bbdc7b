"""What she did: verbs of work with their objects, as infinitives; tasks told as nouns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from passport.conversation.engine.values import Slot
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.normal import Normal
from passport.conversation.understanding.verbs import NOT_TASKS, Tense, infinitive

LONGEST = 90
"""Characters of the longest task."""

_DETERMINER = r"(?:le|la|les|l'|un|une|des|du|de la|de l'|d'|mes|ma|mon|ses|sa|son|leurs?|au|aux|\d+|plusieurs|tous|toutes)"
_SUBJECT = re.compile(
    r"\b(?P<who>j'(?! ?ai (?:ete|eu)\b)|je |on |nous )(?P<self>me |m')?(?P<aux>ai |avais |vais |devais |dois |pouvais |savais |sais |etais |suis )?"
    r"(?P<adv>(?:aussi|meme|souvent|parfois|toujours|deja|beaucoup|tout) )?"
    r"(?P<pronoun>(?:m'|me |l'|le |la |les |lui |leur |y |en |nous )*)"
    r"(?P<verb>[^\W\d_]+)"
)
_PURPOSE = re.compile(r"\b(?:pour|a|et|puis|,) (?P<verb>[^\W\d_]{3,}(?:er|ir|re))\b")
_STOP = re.compile(
    r"[.;:!?\n()]|(?<! de) \d+ (?:ans?|mois|semaines?|jours?)\b|\bce (?:qu|que)|\bau club|\bde mes \d|\b(?:quand|parce que|pendant|depuis|pour (?!les|le|la|mes|des|un)|mais|car|comme|si|donc|alors|qui|que|qu'"
    r"|dans (?:un|une|l[ea]|l'|mon|ma)|chez|jusqu'|durant|au bout|tous les (?:jours|matins|soirs|mardis|lundis|jeudis|week)"
    r"|toutes les|le (?:week|matin|soir|samedi|dimanche|lundi|mardi)|par (?:jour|semaine|mois)|vers|apres|avant"
    r"|c'(?:est|etait)|ca|il|elle|ils|elles|je|j'|on|puis|et (?:je|j'|on|des fois|parfois|aussi je|puis|apres)|en (?=\d)"
    r"|des fois|parfois|avec (?:mon|ma|mes|les|un|une)|sans|ou)\b|\ba (?=[^\W\d_]+\b)"
)
_KEEP_A = re.compile(
    r"\ba (?:manger|l'ecole|la machine|la main|domicile|l'hopital|la caisse)\b|\baux? devoirs?\b"
)
_SPLIT = re.compile(
    rf"\s*,\s*(?:et )?(?={_DETERMINER}\b|l'|d')|\s+et (?:aussi |de )?(?={_DETERMINER}\b|l'|d')"
)
_NEGATED = re.compile(r"^(?: \w+)? ?(?:pas|plus|jamais|rien)\b")
_EDGE = re.compile(
    r"^[\s,]+|[\s,]+$|\s+(?:et|ou|puis|de|a|la|le|les|des|du|aussi|tout|bien|la-bas|encore|deja|,)+$"
)

# Things that name a task by themselves, and the verb that goes with them.
_THINGS: dict[str, str] = {
    "caisse": "tenir",
    "accueil": "assurer",
    "menage": "faire",
    "courses": "faire",
    "toilette": "faire",
    "toilettes": "faire",
    "plonge": "faire",
    "vaisselle": "faire",
    "cuisine": "faire",
    "repassage": "faire",
    "lessive": "faire",
    "linge": "laver",
    "livraisons": "faire",
    "livraison": "faire",
    "service": "faire",
    "mise en rayon": "faire",
    "rayons": "remplir",
    "inventaire": "faire",
    "inventaires": "faire",
    "manutention": "faire",
    "nettoyage": "faire",
    "reception": "assurer",
    "rangement": "faire",
    "jardin": "entretenir",
    "jardinage": "faire",
    "peinture": "faire",
    "carrelage": "poser",
    "placo": "poser",
    "parquet": "poser",
    "electricite": "faire",
    "plomberie": "faire",
    "vente": "faire",
    "vidange": "faire",
    "vidanges": "faire",
    "rondes": "faire",
    "repas": "préparer",
    "papiers": "gérer",
    "commandes": "préparer",
    "chambres": "faire",
    "lits": "faire",
    "vitres": "laver",
    "carreaux": "laver",
    "sols": "nettoyer",
    "poubelles": "sortir",
    "devoirs": "aider aux",
    "standard": "tenir",
    "telephone": "répondre au",
}
_THING = re.compile(
    rf"(?:^|\b(?:le|la|les|l'|du|de la|des|de l'|et|a la|au) ?|, ?)(?P<thing>{'|'.join(sorted(_THINGS, key=len, reverse=True))})\b"
)
_CONTROL = re.compile(r"\b(?:du|le|de la|la|des|les) (?P<noun>controle|nettoyage|tri|montage|rangement|soudure|repassage|ramassage|lavage|gardiennage|demenagement|entretien|accueil|secretariat|conditionnement|emballage|etiquetage|chargement|dechargement)\b(?P<rest>(?: (?:de|du|des|d'|la|les|le|l'|qualite|[^\W\d_]+)){0,4})")  # fmt: skip

_NOT_OBJECT = re.compile(
    r"^(?:en |comme |(?:un|une|des|du|mon|le|plusieurs) (?:cdd|cdi|stage|interim|contrat|travail|poste|mission|formation|metier|boulot|service civique|essai|apprentissage|annee|an|mois))\b|^(?:la|les|une|des) saisons?\b"
    r"|^(?:\d+|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) (?:ans?|annees?|mois|semaines?|jours?|heures?|saisons?)\b|^preparat|^chauffeur|^femme|^agent|^vendeu|^serveu"
)

_IDLE = re.compile(
    r"^(?:(?:\d+|un|une|deux|trois|quatre|cinq|six) )?(?:ans?|mois|saisons?|semaines?|jours?|fois)\b"
    r"|^(?:tout|toute) seule?s?$|^(?:bien|mal|beaucoup|souvent|tout|toujours|la|ca|cela)$"
)
_MADE = rf"(?:{_DETERMINER}|a manger|tout\b|plein|beaucoup)|[^\W\d_]+s?$"


@dataclass(frozen=True, slots=True)
class Tasks:
    """The tasks read, and what their verbs say of the time: told now, told as past."""

    found: tuple[Found, ...]
    present: bool
    past: bool


def find(words: Normal, *, asked: bool = False) -> Tasks:
    """The tasks of a sentence. ``asked``: the question was what she did, bare nouns answer it."""
    reader = _Reader(words)
    reader.read_clauses()
    reader.read_purposes(asked=asked)
    if asked and not reader.found:
        reader.read_bare()
    return Tasks(tuple(reader.found), reader.present, reader.past)


class _Reader:
    """Reads one sentence, and remembers which characters already say a task."""

    def __init__(self, words: Normal) -> None:
        self.words = words
        self.plain = words.plain
        self.found: list[Found] = []
        self.taken: list[tuple[int, int]] = []
        self.present = False
        self.past = False

    def read_clauses(self) -> None:
        """Read "je servais les clients et la caisse", "j'ai refait l'appartement"."""
        for match in _SUBJECT.finditer(self.plain):
            if self._free(match.start("verb")):
                self._clause(match)

    def _clause(self, match: re.Match[str]) -> None:
        begin, finish = match.span("verb")
        verb = infinitive(self.words.said(begin, finish))
        aux = (match["aux"] or "").strip()
        if verb is None:
            return
        name, tense = verb
        self._note(aux, tense, name)
        if name in NOT_TASKS or _NEGATED.match(self.plain[finish:]):
            return
        if aux in ("ai", "avais") and tense is Tense.INFINITIVE:
            return
        if aux in ("etais", "suis") and not match["pronoun"] and name != "occuper":
            return
        if name == "occuper" and not re.match(
            r"e?s? ?(?:de|d'|du|des)\b", self.plain[finish:].lstrip()
        ):
            return
        self._task(
            name,
            begin,
            finish,
            reflexive=bool(match["self"]) or match["pronoun"].strip() in ("m'", "me"),
        )

    def _note(self, aux: str, tense: Tense, name: str) -> None:
        if (
            aux in ("ai", "avais", "etais", "suis", "devais", "pouvais", "savais")
            or tense is Tense.PAST
        ):
            self.past = True
        elif tense is Tense.PRESENT and name not in (
            "savoir",
            "pouvoir",
            "croire",
            "vouloir",
            "penser",
            "avoir",
        ):
            self.present = True

    def read_purposes(self, *, asked: bool) -> None:
        """Read "... pour tondre les pelouses et tailler les haies", "servir, ranger"."""
        pattern = (
            re.compile(r"(?:^|\b(?:pour|a|et|puis|de|d')|,) ?(?P<verb>[^\W\d_]{3,}(?:er|ir|re))\b")
            if asked
            else _PURPOSE
        )
        for match in pattern.finditer(self.plain):
            begin, finish = match.span("verb")
            verb = infinitive(self.words.said(begin, finish))
            if verb is None or verb[1] is not Tense.INFINITIVE or verb[0] in NOT_TASKS:
                continue
            lead = match.group()[: match.start("verb") - match.start()].strip()
            if lead in ("et", ",", "puis", "a") and not asked and not self._follows(match.start()):
                continue
            if self._free(begin):
                self._task(verb[0], begin, finish)

    def _follows(self, start: int) -> bool:
        """Whether an infinitive just before, or a place of work, makes this one a task."""
        before = self.plain[max(0, start - 60) : start + 1]
        return bool(
            re.search(
                r"\b(?:pour|a) [^\W\d_]+(?:er|ir|re)\b|\b(?:usine|etais|passais|payee?)\b", before
            )
        )

    def read_bare(self) -> None:
        """Read "le ménage, la caisse": an answer in nouns."""
        for match in _CONTROL.finditer(self.plain):
            self._add(
                "faire",
                self._said(match.start(), match.end("rest")),
                match.start(),
                match.end("rest"),
                0.7,
            )
        for match in _THING.finditer(self.plain):
            begin, finish = match.span("thing")
            if self._free(begin):
                self._thing(match["thing"], begin, finish)

    def _thing(self, thing: str, begin: int, finish: int) -> None:
        verb = _THINGS[thing]
        article = re.search(r"(?:le |la |les |l')$", self.plain[:begin])
        start = article.start() if article else begin
        said = self._said(start, finish)
        if article is None and verb.split()[-1] not in ("aux", "au"):
            said = f"{_article(thing)}{said}"
        self._add(
            verb, re.sub(r"^(?:les|le) ", "", said) if " au" in verb else said, start, finish, 0.7
        )

    def _task(self, name: str, begin: int, finish: int, *, reflexive: bool = False) -> None:
        end = self._object_end(finish)
        pieces = list(_pieces(self.plain, finish, end))
        pieces = [piece for piece in pieces if not _IDLE.match(self.plain[slice(*piece)])]
        if name == "faire" and (
            not pieces
            or _NOT_OBJECT.match(self.plain[pieces[0][0] : end])
            or not re.match(_MADE, self.plain[pieces[0][0] : end])
        ):
            return
        verb = f"s'{name}" if reflexive and name == "occuper" else name
        if not pieces:
            self._add(verb, "", begin, finish, 0.6)
            return
        for index, (start, stop) in enumerate(pieces):
            said = self._said(start, stop)
            folded = self.plain[start:stop]
            head = re.sub(rf"^{_DETERMINER} ?", "", folded).split(" ")[0] if folded else ""
            chosen = verb
            if index and head in _THINGS and name not in ("faire", _THINGS[head]):
                chosen = _THINGS[head]
            where = begin if index == 0 else start
            self._add(chosen, said, where, stop, 0.8)

    def _object_end(self, start: int) -> int:
        rest = self.plain[start : start + 2 * LONGEST]
        shield = _KEEP_A.search(rest)
        for match in _STOP.finditer(rest):
            if shield and shield.start() <= match.start() < shield.end():
                continue
            return start + match.start()
        return start + len(rest)

    def _add(self, verb: str, said: str, start: int, end: int, trust: float) -> None:
        while end > start and self.plain[end - 1] in " ,\n":
            end -= 1
        text = f"{verb} {said}".strip()
        if len(text) > LONGEST or end <= start:
            return
        begin, finish = self.words.place(start, end)
        if finish <= begin:
            return
        self.taken.append((start, end))
        if all(item.text.casefold() != text.casefold() for item in self.found):
            self.found.append(Found(Slot.TASKS, text, begin, finish, trust))

    def _said(self, start: int, end: int) -> str:
        if end <= start:
            return ""
        said = self.words.said(start, end).strip(" ,")
        return re.sub(r"\s+", " ", said)

    def _free(self, at: int) -> bool:
        return not any(start <= at < end for start, end in self.taken)


def _article(thing: str) -> str:
    if thing.endswith("s") and thing != "repas":
        return "les "
    if thing[0] in "aeiouh":
        return "l'"
    feminine = {"caisse", "toilette", "plonge", "vaisselle", "cuisine", "lessive", "livraison",
                "mise en rayon", "manutention", "reception", "peinture", "plomberie", "vente",
                "vidange"}  # fmt: skip
    return "la " if thing in feminine else "le "


def _pieces(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The coordinated objects between ``start`` and ``end``, edges trimmed."""
    rest = plain[start:end]
    cuts = [0]
    for match in _SPLIT.finditer(rest):
        cuts.extend((match.start(), match.end()))
    cuts.append(len(rest))
    for first, last in zip(cuts[::2], cuts[1::2], strict=True):
        begin, piece = first, rest[first:last]
        cut = re.search(r",|\bet\b", piece)
        if cut:
            piece = piece[: cut.start()]
        while (edge := _EDGE.search(piece)) is not None:
            if edge.start() == 0 and edge.end() < len(piece):
                begin += edge.end()
                piece = piece[edge.end() :]
            else:
                piece = piece[: edge.start()]
        if len(piece) > 1:
            yield start + begin, start + begin + len(piece)
