"""What she did: verbs of work with their objects, as infinitives; tasks told as nouns."""

import re
from dataclasses import dataclass

from passport.conversation.engine.values import Slot
from passport.conversation.understanding import grammar
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.normal import Normal, fold
from passport.conversation.understanding.task_nouns import (
    ACTIONS,
    KEPT_WITH_FAIRE,
    NO_TASK,
    THINGS,
)
from passport.conversation.understanding.verbs import (
    NOT_PURPOSES,
    NOT_TASKS,
    Tense,
    infinitive,
    listed,
)

_NO_DEED = re.compile(
    rf"[^ ]+ (?:entre )?(?:19|20)\d\d|tenir (?:bon|le coup)|(?:passer|faire|rester|durer) {grammar.DURATION}|prendre (?:un|le|mon|ce) (?:poste|travail|emploi|service)\b.*|(?:se )?lever (?:a|tot|tard|de bonne|le matin)\b.*"
)
"""A verb with a time, or of getting up and holding on: no task."""
LONGEST = 90
"""Characters of the longest task."""


@dataclass(frozen=True, slots=True)
class Tasks:
    """The tasks read, and what their verbs say of the time: told now, told as past."""

    found: tuple[Found, ...]
    present: bool
    past: bool


def find(words: Normal, *, asked: bool = False, outside: tuple[tuple[int, int], ...] = ()) -> Tasks:
    """The tasks of a sentence. ``asked``: the question was what she did, bare nouns answer it.

    ``outside`` are the plain characters that tell of something else than her activity.
    """
    reader = _Reader(words, outside)
    reader.read_modals()
    reader.read_clauses()
    reader.read_coordinated()
    reader.read_purposes(asked=asked)
    reader.read_actions(asked=asked)
    reader.read_after_colon()
    reader.found = [item for item in reader.found if not _NO_DEED.fullmatch(fold(item.text))]
    reader.found.sort(key=lambda item: item.start)
    return Tasks(tuple(reader.found), reader.present, reader.past)


class _Reader:
    """Reads one sentence, and remembers which characters already say a task."""

    def __init__(self, words: Normal, outside: tuple[tuple[int, int], ...]) -> None:
        self.words = words
        self.plain = words.plain
        self.outside = outside
        self.found: list[Found] = []
        self.taken: list[tuple[int, int]] = []
        self.participle = False
        self.present = False
        self.past = False

    def read_modals(self) -> None:
        """Read "je devais ouvrir, ranger et fermer", "on me demandait de trier"."""
        for modal in grammar.MODAL.finditer(self.plain):
            if not self._hers(modal.start()):
                continue
            if re.search(r"ais|ait|ai |pris|appris", modal.group()):
                self.past = True
            at = modal.end()
            while (match := grammar.INFINITIVE.match(self.plain, at)) is not None:
                begin, finish = match.span("verb")
                verb = self._verb(begin, finish)
                if verb is None or verb[1] is not Tense.INFINITIVE:
                    break
                at = finish
                if "pour" in modal.group() and verb[0] in NOT_PURPOSES:
                    break
                if verb[0] not in NOT_TASKS and self._free(begin):
                    at = self._task(verb[0], begin, finish) or finish

    def read_clauses(self) -> None:
        """Read "je servais les clients et la caisse", "j'ai refait l'appartement"."""
        for match in grammar.SUBJECT.finditer(self.plain):
            if self._free(match.start("verb")) and self._hers(match.start()):
                self._clause(match)

    def _clause(self, match: re.Match[str]) -> None:
        begin, finish = match.span("verb")
        verb = self._verb(begin, finish)
        aux = (match["aux"] or "").strip()
        if verb is None or (match["who"] in ("on ", "nous ") and match["self"]):
            return
        name, tense = verb
        self._note(aux, tense, name)
        rest = self.plain[finish:]
        if name in NOT_TASKS or grammar.NEGATED.match(rest) or self._modal_at(match.start()):
            return
        if aux in ("ai", "avais", "a", "avons") and tense is Tense.INFINITIVE:
            return
        being = aux in ("etais", "suis")
        if (
            being
            and (not match["pronoun"].strip() or match["pronoun"].strip() in ("en", "y"))
            and name not in ("occuper", "charger")
        ):
            return
        if being and not match["self"] and not match["pronoun"].strip().startswith("m"):
            return
        if match["pronoun"].strip() == "en" and not aux:
            return
        if (name == "aller" and tense is not Tense.INFINITIVE) or _no_deed(name, match, rest):
            return
        self.participle = aux in ("ai", "a", "avons")
        self._task(
            name,
            begin,
            finish,
            reflexive=bool(match["self"]) or match["pronoun"].strip() in ("m'", "me"),
        )

    def _modal_at(self, start: int) -> bool:
        found = grammar.MODAL.match(self.plain, start)
        return found is not None and grammar.INFINITIVE.match(self.plain, found.end()) is not None

    def _note(self, aux: str, tense: Tense, name: str) -> None:
        if aux in ("ai", "avais", "etais", "suis", "a", "allais", "avons") or tense is Tense.PAST:
            self.past = True
        elif tense is Tense.PRESENT and name not in _STATES:
            self.present = True

    def read_coordinated(self) -> None:
        """Read the verbs that share a subject: "j'accueillais les gens et prenais les appels"."""
        if not self.found:
            return
        first = min(start for start, _ in self.taken)
        shared = [grammar.COORDINATED, *([grammar.AND_WHO] if grammar.ME_WHO in self.plain else [])]
        for match in (each for one in shared for each in one.finditer(self.plain, first)):
            begin, finish = match.span("verb")
            verb = self._verb(begin, finish)
            if verb is None or verb[1] is not Tense.PAST or verb[0] in NOT_TASKS:
                continue
            if self._free(begin) and self._hers(begin) and listed(self.plain[begin:finish]):
                self._task(verb[0], begin, finish)
        if not self.participle:
            return
        for match in grammar.PARTICIPLES.finditer(self.plain, first):
            begin, finish = match.span("verb")
            said = self.words.said(begin, finish)
            verb = self._verb(begin, finish)
            if (
                verb is None
                or verb[0] in NOT_TASKS
                or not said.endswith(("é", "és", "ée", "ées", "i", "is", "u", "us"))
            ):
                continue
            if self._free(begin) and self._hers(begin) and listed(self.plain[begin:finish]):
                self._task(verb[0], begin, finish)

    def read_purposes(self, *, asked: bool) -> None:
        """Read "... pour tondre les pelouses et tailler les haies", "servir, ranger"."""
        for match in grammar.PURPOSE.finditer(self.plain):
            group = "verb" if match["verb"] else "verb2"
            begin, finish = match.span(group)
            verb = self._verb(begin, finish)
            if verb is None or verb[1] is not Tense.INFINITIVE or verb[0] in NOT_TASKS:
                continue
            lead = match["lead"] or match["comma"] or ""
            if not asked and not self._purpose(
                lead, verb[0], match.start(), self.plain[begin:finish]
            ):
                continue
            if asked and lead in ("de", "d'", "pour") and self.found:
                continue
            if self._free(begin) and self._hers(begin):
                self._task(verb[0], begin, finish)

    def _purpose(self, lead: str, name: str, start: int, form: str) -> bool:
        """Whether an infinitive in a telling is a task, by what leads to it."""
        if lead == "pour":
            return name not in NOT_PURPOSES
        if not listed(form):
            return False
        before = self.plain[max(0, start - 60) : start + 1]
        if lead in ("de", "d'"):
            return bool(re.search(r"\b(?:taches?|missions?|travail) $", before))
        if lead == "":
            return True
        if re.search(r"\b(?:voudrais|aimerais|veux|projet|envie|vais) [^.;]*$", before):
            return False
        if lead in (",", ":", "(", ";"):
            return True
        return bool(
            re.search(r"\b(?:pour|a|de|,) ?[^\W\d_]+(?:er|ir|re)\b[^.;]*$", before)
            or re.search(r"\b(?:usine|etais|passais|payee?|aidais|aide|aider|aidee?)\b", before)
        )

    def read_actions(self, *, asked: bool) -> None:
        """Read "le ménage, tri du courrier": tasks told as nouns."""
        if asked and self.found:
            for start, end in grammar.listed(self.plain):
                noun = re.match(
                    r"(?:le |la |les |l'|du |de la |des )(?P<n>[^\W\d_]+)", self.plain[start:end]
                )
                if noun and self._free(start) and (noun["n"] in THINGS or noun["n"] in ACTIONS):
                    self._piece(start, end)
            return
        if asked:
            acting = ""
            for start, end in grammar.listed(self.plain):
                shared = re.match(r"(?:des |du |de la |de l'|d')", self.plain[start:end])
                if acting and shared:
                    self._action(acting, start, start, end)
                else:
                    acting = self._piece(start, end)
            return
        for match in re.finditer(
            r"(?:^|[,:;(.] ?|\bet )(?:du |de la |de l'|des |le |la |l'|les )?(?P<noun>[^\W\d_]+) (?=(?:de |du |des |d'|de la |de l'))",
            self.plain,
        ):
            begin = match.start("noun")
            verb = ACTIONS.get(match["noun"])
            if verb and match["noun"] != "aide" and self._free(begin) and self._hers(begin):
                self._action(verb, begin, match.end("noun"), self._object_end(match.end("noun")))

    def read_after_colon(self) -> None:
        """Read the nouns of "je m'occupais de ma mère : courses, repas, toilette"."""
        for match in re.finditer(r": ?([^.;:!?\n]+)", self.plain):
            if not any(end <= match.start() for _, end in self.taken):
                continue
            for begin, finish in grammar.listed(match[1]):
                start, end = match.start(1) + begin, match.start(1) + finish
                noun = re.match(
                    r"(?:le |la |les |l'|du |de la |des )?([^\W\d_]+)", self.plain[start:end]
                )
                if noun and self._free(start) and (noun[1] in THINGS or noun[1] in ACTIONS):
                    self._piece(start, end)

    def _action(self, verb: str, begin: int, finish: int, end: int) -> None:
        """A noun of action and what it acts on: "tri du courrier" is "trier le courrier"."""
        rest = self.plain[finish:end]
        link = re.match(r" ?(?:de la |de l'|des |du |de |d'|aux? )", rest)
        said = self._said(finish + (link.end() if link else 0), end)
        article = {
            "de la ": "la ",
            "de l'": "l'",
            "des ": "les ",
            "du ": "le ",
            "aux ": "aux ",
            "au ": "au ",
        }
        lead = article.get(link.group().lstrip(), "") if link else ""
        if not link:
            said = ""
        self._add(verb, f"{lead}{said}", begin, end if link else finish, 0.7)

    def _piece(self, start: int, end: int) -> str:
        """Add one noun of a list with its verb, or "faire"; tell the verb that it hides, if any."""
        piece = self.plain[start:end]
        lead = re.match(
            r"(?:(?:beaucoup|un peu|plein|pas mal|surtout|aussi|des fois|parfois|souvent|puis|et|euh|alors|ben|bah|c'etait|c'est|principalement|que|tout ce qui est|j'etais|on etait|etais) ?(?:de |d')?)*"
            r"(?P<det>le |la |les |l'|du |de la |de l'|des |un |une |mes |a la |a l'|au |aux |en |de |d')?", piece,
        )  # fmt: skip
        at = start + (lead.end() if lead else 0)
        head = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", self.plain[at:end])
        if head is None or head.group() in NO_TASK or head.group().rstrip("s") in NO_TASK:
            return ""
        noun = head.group()
        finish = at + head.end()
        if not self._hers(at):
            return ""
        thing = grammar.THING.match(self.plain[at:end]) or grammar.THING.match(
            " " + self.plain[at:end]
        )
        follows = re.match(r" (?:de |du |des |d'|de la|de l'|aux? )", self.plain[finish:end])
        if (
            noun in ACTIONS
            and (follows or noun not in KEPT_WITH_FAIRE)
            and not (noun in THINGS and not follows)
        ):
            self._action(ACTIONS[noun], at, finish, end)
            return ACTIONS[noun] if follows else ""
        if thing and (thing["thing"] == noun or " " in thing["thing"]):
            self._thing(thing["thing"], at, at + len(thing["thing"]))
        elif noun in KEPT_WITH_FAIRE or (lead and lead["det"]):
            verb = self._verb(at, finish)
            if verb is not None and verb[1] is Tense.INFINITIVE and verb[0] not in NOT_TASKS:
                self._task(verb[0], at, finish)
            elif end - at <= 50:
                det = (lead["det"] or "") if lead else ""
                det = (
                    det
                    if det.strip()
                    in ("le", "la", "les", "l'", "du", "des", "de la", "de l'", "un", "une")
                    else ""
                )
                self._add("faire", det + self._said(at, end), start if det else at, end, 0.5)
        return ""

    def _thing(self, thing: str, begin: int, finish: int) -> None:
        verb = THINGS[thing]
        article = re.search(r"(?:le |la |les |l')$", self.plain[:begin])
        start = article.start() if article else begin
        said = self._said(start, finish)
        if article is None and verb.split()[-1] not in ("aux", "au"):
            said = f"{grammar.article(thing)}{said}"
        self._add(
            verb, re.sub(r"^(?:les|le) ", "", said) if " au" in verb else said, start, finish, 0.7
        )

    def _task(self, name: str, begin: int, finish: int, *, reflexive: bool = False) -> int | None:
        """Add the task of a verb with its objects; tell where its words end."""
        end = self._object_end(finish)
        said = self.plain[finish:end].strip()
        if grammar.FEELINGS.match(said):
            self.taken.append((begin, finish))
            return None
        if name == "donner" and (
            hand := re.match(r"(?:un |des )?(?:petits? )?coups? de main(?: (?:a|aux?))?", said)
        ):
            at = finish + self.plain[finish:end].index(said) + hand.end()
            self._add("aider", self._said(at, end), begin, end, 0.7)
            return end
        if (lasted := grammar.LASTED.match(said)) and name == "faire":
            at = finish + self.plain[finish:end].index(said) + lasted.start("noun")
            if lasted["noun"] in THINGS or lasted["noun"] in ACTIONS:
                self._add(
                    name, f"{grammar.article(lasted['noun'])}{self._said(at, end)}", begin, end, 0.6
                )
            return end
        pieces = list(grammar.pieces(self.plain, finish, end))
        if pieces and grammar.IDLE.match(self.plain[slice(*pieces[0])]):
            pieces = []
        if name == "faire" and not self._something(pieces, end):
            return None
        if name == "faire" and (noun := self._made_action(pieces)) is not None:
            self._action(*noun)
            return end
        verb = (
            f"s'{name}"
            if reflexive and name[0] in "aeiouéèêh"
            else f"se {name}"
            if reflexive and name == "charger"
            else name
        )
        if not pieces:
            self._add(verb, "", begin, finish, 0.6)
            return finish
        self._objects(name, verb, begin, pieces)
        return end

    def _something(self, pieces: list[tuple[int, int]], end: int) -> bool:
        """Whether what follows "faire" is something done."""
        if not pieces:
            return False
        rest = self.plain[pieces[0][0] : end]
        if grammar.NOT_OBJECT.match(rest) or not grammar.MADE.match(rest):
            return False
        first = rest.split(" ")[0].split(",")[0]
        bare = re.fullmatch(r"[^\W\d_]+", first) and not re.fullmatch(grammar.DETERMINER, first)
        return (
            not bare
            or first in THINGS
            or first in ACTIONS
            or first in ("tout", "plein", "beaucoup", "a")
        )

    def _made_action(self, pieces: list[tuple[int, int]]) -> tuple[str, int, int, int] | None:
        """The action in "faire le contrôle qualité des pièces": one noun, with what it acts on."""
        if len(pieces) != 1:
            return None
        start, end = pieces[0]
        made = re.match(
            r"(?:du |de la |de l'|des |le |la |l'|les )?(?P<noun>[^\W\d_]+)(?: qualite)?(?= (?:de |du |des |d'|de la ))",
            self.plain[start:end],
        )
        verb = ACTIONS.get(made["noun"]) if made else None
        if made is None or verb is None or made["noun"] in KEPT_WITH_FAIRE:
            return None
        return verb, start, start + made.end(), end

    def _objects(self, name: str, verb: str, begin: int, pieces: list[tuple[int, int]]) -> None:
        for index, (start, stop) in enumerate(pieces):
            said = self._said(start, stop)
            folded = self.plain[start:stop]
            head = re.sub(rf"^{grammar.DETERMINER} ?", "", folded).split(" ")[0] if folded else ""
            chosen = verb
            if (
                index
                and head in _OTHER_VERB
                and name not in ("faire", THINGS[head])
                and not verb.startswith("s'")
            ):
                chosen = THINGS[head]
            where = begin if index == 0 else start
            self._add(chosen, said, where, stop, 0.8)

    def _object_end(self, start: int) -> int:
        rest = self.plain[start : start + 2 * LONGEST]
        shield = grammar.KEEP_A.search(rest)
        for joined in grammar.NEXT_VERB.finditer(rest):
            verb = infinitive(joined["verb"])
            if verb is not None and verb[1] is Tense.INFINITIVE and listed(joined["verb"]):
                rest = rest[: joined.start()]
                break
        for match in grammar.STOP.finditer(rest):
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

    def _verb(self, start: int, end: int) -> tuple[str, Tense] | None:
        """The verb of a word: as she wrote it, or as it is spelled elsewhere."""
        raw = self.words.said(start, end)
        word = self.plain[start:end]
        if fold(raw) == word:
            return infinitive(raw)
        verb = infinitive(word)
        if verb and verb[1] is Tense.PRESENT and raw.endswith(("é", "er", "ai", "ait", "ais")):
            return verb[0], Tense.PAST
        return verb

    def _said(self, start: int, end: int) -> str:
        if end <= start:
            return ""
        said = self.words.said(start, end).strip(" ,")
        return re.sub(r"\s+", " ", said)

    def _free(self, at: int) -> bool:
        return not any(start <= at < end for start, end in self.taken)

    def _hers(self, at: int) -> bool:
        return not any(start <= at < end for start, end in self.outside)


def _no_deed(name: str, match: re.Match[str], rest: str) -> bool:
    """Whether a verb of work says something else here: to get up, to be busy, to learn French."""
    if name == "occuper":
        return not re.match(r"e?s? ?(?:de|d'|du|des)\b", rest.lstrip())
    if name == "lever":
        return bool(match["self"]) or not (match["pronoun"].strip() or rest.strip())
    return name == "apprendre" and grammar.LEARNT.match(rest.strip()) is not None


_STATES = frozenset(
    """savoir pouvoir croire vouloir penser avoir chercher aller être mélanger avouer jurer rappeler
    dire tromper imaginer supposer regretter excuser remercier""".split()
)
"""Verbs whose present says nothing of the work: "je mélange tout", "je vous jure"."""
_OTHER_VERB = frozenset(
    "caisse linge carreaux vitres sols poubelles standard telephone parquet placo carrelage papiers".split()
)
"""Things that take their own verb after another: "servir les clients et la caisse"."""
