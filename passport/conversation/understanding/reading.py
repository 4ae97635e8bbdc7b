"""All the experts on one sentence: what it says, and what it does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from passport.conversation.engine.values import Slot
from passport.conversation.understanding import (
    acts,
    employers,
    foreign,
    kinds,
    places,
    soft_skills,
    story,
    tasks,
    times,
    trades,
    wordings,
)
from passport.conversation.understanding.acts import Act
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.gestures import QUIET
from passport.conversation.understanding.normal import Normal, fold, normal
from passport.conversation.understanding.scope import Span, outside, second
from passport.conversation.understanding.soft_skills import Proposal
from passport.conversation.understanding.story import Story
from passport.conversation.understanding.task_nouns import NO_TASK
from passport.conversation.understanding.trades import Match
from passport.conversation.understanding.verbs import Tense, infinitive

LONGEST_ANSWER = 120
"""Characters of a lone answer that is taken as it stands."""

_NARROW = frozenset({Slot.TASKS, Slot.PLACE, Slot.EMPLOYER, Slot.START, "savoir_etre"})
"""Questions whose answers do not say by their tense that the work goes on."""
_ACTIVITY = frozenset({Slot.KIND, Slot.TITLE, Slot.TASKS, Slot.EMPLOYER})
"""What tells an activity; a place and a time alone are those of a life."""
_SPEAKS_OF_LIFE = re.compile(
    r"\b(?:j'ai \d+ ans(?! d'exp| de | dans)|enfants?|jumeaux|jumelles|logement|hlm|papiers?|prefecture|divorc\w*|separ\w*|veuve|veuf|malad\w*|prison|peine|guerre|diplome|cap|bac|lycee|fac|bus|train|zero|seule)\b"
)
_SOMEBODY = re.compile(r"\b(?:je|j'|on|nous|ils?|elles?)")
_SPEAKS_OF_WORK = re.compile(
    r"\b(?:c'etait|c'est|j'etais|commenc\w*|fini\w*|arret\w*|travail\w*|boss\w*|experience|metier|anciennete|j'y (?:suis|etais|ai))\b"
)
_TELLING = frozenset({Act.CORRECT, Act.NOTHING_YET})
"""Acts of a sentence that may also tell something."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence says (``found``), what it does (``act``), and the trades it may mean.

    :attr:`soft_skills` are the savoir-être that it may show, surest first; :attr:`story` tells which
    parts of a situation are there.
    """

    words: Normal
    found: tuple[Found, ...]
    act: Act | None
    trades: tuple[Match, ...]
    telling: bool = False
    beside: bool = False
    """Something else of a life is told than what she did herself."""

    @property
    def soft_skills(self) -> tuple[Proposal, ...]:
        """The savoir-être that the sentence may show; read when asked for, it may take 30 ms."""
        return soft_skills.propose(self.words) if self.telling else ()

    @property
    def story(self) -> Story:
        """Situation, action and result, where each was told."""
        return story.tell(self.words)

    def first(self, slot: Slot) -> Found | None:
        """The surest reading of a slot."""
        return next((item for item in self.found if item.slot is slot), None)

    def all(self, slot: Slot) -> tuple[Found, ...]:
        """Every reading of a slot."""
        return tuple(item for item in self.found if item.slot is slot)


_BRAND = 0.8
"""The trust from which an employer is a known name, that holds no place: "Croix-Rouge"."""
_NOT_TRADES = (Slot.PLACE, Slot.START, Slot.END, Slot.DURATION)
"""What says nothing of the trade."""


def read(text: str, *, asked: Slot | str | None = None, today: date) -> Reading:
    """Read ``text``; ``asked`` is what the question was about: a slot, or another subject."""
    words = normal(text)
    act = _act(words, asked, today)
    if act is not None and act not in _TELLING:
        return Reading(words, (), act, ())
    if (spoken := foreign.language(words)) is not None:
        found = _told_otherwise(words, spoken, asked, today)
        return Reading(words, tuple(found), act, _foreign_trades(found))
    hers = _Hers(words, outside(words))
    found = _where_and_when(words, hers, asked, act, today)
    trade = trades.named(words)
    title = trade or trades.workplace_title(words)
    if asked is None and (later := second(words, [*found, *([title] if title else [])])):
        hers = _Hers(words, (*hers.shadows, (later, len(words.plain))))
        found = hers.only(found)
    done = tasks.find(words, asked=asked is Slot.TASKS or _lists(words), outside=hers.shadows)
    done = replace(done, found=tuple(hers.only(_but_repairs(done.found, act))))
    found.extend(done.found)
    if title is not None and (hers.only([title]) or asked is Slot.TITLE):
        found.append(title)
    else:
        trade = title = None
    if act is not Act.NOTHING_YET:
        kind = kinds.find(
            words, hints=_hints(words, found, trade, asked, act), outside=hers.shadows
        )
        if kind is not None:
            found.append(kind)
    if asked not in _NARROW:
        found.extend(_still(words, found, done))
    beside = asked is None and act is None and _beside(words, found)
    if beside:
        found = []
    if isinstance(asked, Slot) and act is not Act.NOTHING_YET:
        found.extend(_bare(words, found, asked))
    elsewhere = [(item.start, item.end) for item in found if item.slot in _NOT_TRADES]
    meant = trades.proposed(words, elsewhere)
    return Reading(words, tuple(found), act, tuple(meant), telling=True, beside=beside)


@dataclass(frozen=True, slots=True)
class _Hers:
    """What tells of her own activity: all but the plain characters of ``shadows``."""

    words: Normal
    shadows: tuple[Span, ...]

    def only(self, found: Iterable[Found]) -> list[Found]:
        """The readings of what tells of her own activity."""
        hidden = [
            self.words.place(start, end)
            for start, end in self.shadows
            if self.words.plain[start:end].strip()
        ]
        return [
            item
            for item in found
            if not any(start <= item.start and item.end <= end for start, end in hidden)
        ]


def _where_and_when(
    words: Normal, hers: _Hers, asked: Slot | str | None, act: Act | None, today: date
) -> list[Found]:
    """Employers, places and times, surest first; a place inside the name of an employer is none."""
    found = hers.only(employers.find(words))
    named = [item for item in found if item.confidence >= _BRAND]
    found.extend(
        item
        for item in hers.only(
            places.find(words, asked=asked is Slot.PLACE, loose=act is Act.CORRECT)
        )
        if not any(held.start <= item.start and item.end <= held.end for held in named)
    )
    found.extend(times.find(words, today, asked=asked))
    return found


def _act(words: Normal, asked: Slot | str | None, today: date) -> Act | None:
    """What the words do; an answer to the question is not taken for a gesture that no rule hears."""
    act = acts.find(words)
    learnt = (act in QUIET or act is Act.CORRECT) and acts.ruled(words) is None
    return None if learnt and _answers(words, asked, today) else act


def _answers(words: Normal, asked: Slot | str | None, today: date) -> bool:
    """Whether words that no rule hears do anything tell, or hold what was asked: a place, a name."""
    if asked is Slot.PLACE:
        return bool(places.find(words, asked=True))
    if asked is Slot.EMPLOYER:
        return bool(employers.find(words))
    if asked in (Slot.START, Slot.END, Slot.DURATION):
        return bool(times.find(words, today, asked=asked))
    if asked is Slot.KIND:
        return kinds.find(words, hints=kinds.Hints(open_question=False)) is not None
    return asked is None and trades.named(words) is not None


def _told_otherwise(
    words: Normal, spoken: str, asked: Slot | str | None, today: date
) -> list[Found]:
    """What is understood of words in another language than French."""
    found = foreign.find(words, spoken, today)
    if isinstance(asked, Slot) and asked is not Slot.KIND and spoken == "en":
        found.extend(_bare(words, found, asked))
    elif asked is Slot.TITLE and all(item.slot is Slot.KIND for item in found):
        found.extend(_called(words.raw))
    return found


def _called(text: str) -> list[Found]:
    """What she did, in her language, where it was asked: kept as the name she gives it."""
    start = len(text) - len(text.lstrip())
    said = text.strip()
    if not said or len(said) > _BARE_LIMIT[Slot.TITLE] or "\n" in said:
        return []
    return [Found(Slot.TITLE, said, start, start + len(said), 0.6)]


def _foreign_trades(found: list[Found]) -> tuple[Match, ...]:
    title = next((item for item in found if item.slot is Slot.TITLE), None)
    return tuple(trades.search(title.text)) if title else ()


def _only_a_life(words: Normal) -> bool:
    """Whether places and times are told of no activity: "divorcée depuis deux ans"."""
    told = _SOMEBODY.search(words.plain) and not _SPEAKS_OF_WORK.search(words.plain)
    return bool(told or _SPEAKS_OF_LIFE.search(words.plain))


UNLIKELY, DOUBTFUL = 0.05, 0.4
"""Likelihood of an activity of her own under which none is read: where signs are plain, or weak."""
_PLAIN = 0.8
"""The trust from which a reading is a plain sign."""


def _beside(words: Normal, found: list[Found]) -> bool:
    """Whether others, a wish or a life are told, by what was read and by all that is said."""
    signs = [item for item in found if item.slot in _ACTIVITY]
    if found and not signs:
        return _only_a_life(words)
    heard = wordings.hear("activity", words, worth=0)
    weak = signs and all(item.confidence < _PLAIN for item in signs)
    return heard.meant and heard.likely < (DOUBTFUL if weak else UNLIKELY)


def _hints(
    words: Normal, found: list[Found], trade: Found | None, asked: str | None, act: Act | None
) -> kinds.Hints:
    slots = {item.slot for item in found}
    corrected = act is Act.CORRECT and acts.ruled(words) is act
    return kinds.Hints(
        trade=trade,
        employer=Slot.EMPLOYER in slots and not corrected,
        deeds=Slot.TASKS in slots,
        settled=bool(slots & {Slot.PLACE, Slot.START, Slot.END, Slot.DURATION}),
        open_question=asked in (None, Slot.KIND, "any_job"),
    )


_LEAD = {
    Slot.TITLE: r"(?:j'ai (?:deja )?(?:ete|fait|travaille)|j'etais|je suis|je faisais|c'etait|comme|en tant que|euh|ben|bah)"
    r"(?: comme)?(?: (?:un|une|du|de la|des|de l'|le|la))? ?",
    Slot.PLACE: r"(?:c'etait|c'est|j'etais|euh|ben|bah|je crois|plutot)?,? ?(?:(?:a|en|au|aux|vers|dans|sur|pres de)"
    r"(?: (?:la|le|les))? )?",
    Slot.EMPLOYER: r"(?:c'etait|c'est|j'etais|euh|ben|bah)?,? ?(?:(?:chez|pour|a|au) )?(?:la |le |l')?",
    Slot.TASKS: r"(?:euh|ben|bah)?,? ?",
}
_NO_ANSWER = {
    Slot.PLACE: re.compile(
        r"\b(?:endroits?|partout|chez (?:moi|nous|eux|lui|elle|les gens)|domicile|nulle part|ici|la-bas|plein|plusieurs|divers|differents?|deplac\w+"
        r"|teletravail|dehors|loin|je (?:sais|veux|suis|peux)|depend|ca|internet|maison|un peu|meme|etranger|quatre coins|usine|centre de tri|entrepot|chantiers?|magasin|restaurant|hotel|bureau|campagne|village|bled|ferme)\b|^\W*(?:une?|mon|ma|mes|des|dans (?:une?|mon|ma|des)) "
    ),
    Slot.EMPLOYER: re.compile(
        r"^\W*(?:(?:dans|chez|pour|c'etait) )*(?:une?|des|plusieurs|plein) |\b(?:je|j'|on|personne|moi[- ]meme|mon compte|sais|plusieurs|depend|rien|ca)\b"
    ),
    Slot.TASKS: re.compile(
        r"^\W*(?:"
        + "|".join(sorted(NO_TASK))
        + r"|un|une|les memes|la meme|je|j'|on|il|elle|c'|ce|quoi|que|pour|parce)\b"
    ),
}
_CHATTER = re.compile(
    r"(?:\W*\b(?:merci|beaucoup|bien|lol+|mdr+|ptdr+|x+d+|(?:ha|hi|he|ah){2,}h?|p+f+|bla(?:bla)*|x{2,}|bonjour|bonsoir|bjr|slt|coucou|cc|salut|hello|re|cool|super|ok+|genial|wesh|yo|youpi|oula|ouf|hum+|hm+|euh+|je t'aime|bisous?|test|tralala|nimporte quoi|n'importe quoi|rien a dire)\b)+\W*"
    r"|\W*\d[\d\s./-]*\W*|.*\b(?:merde|putain|chiant\w*|fait chier|connerie\w*|debile|nul a|trop nul|pourri\w*)\b.*|\W*\d+ ?(?:bis|ter)?,? (?:rue|av|avenue|bd|boulevard|impasse|place|chemin|allees?|route|quai|cours)\b.*|.*\b(?:appt|apt|appartement|bat|batiment|etage)\b.*\d.*|.*\?\W*"
)
"""What nobody answers a question about work with: thanks, laughs, insults, an address, a number."""
_ADDRESSES = re.compile(
    r"\b(?:vous|votre|vos|tu|ton|ta|tes|toi|t'\w+)\b|\b(?:appli\w*|site|robot|machine|questionnaire|formulaire)\b"
    r"|^\W*(?:(?:bonjour|bonsoir|salut|coucou|alors|euh|bon)\W+)*(?:je (?:\w+ )?(?:veux|voudrais|souhaite\w*|cherche|viens pour|comprends|sais)|j'(?:aimerais|ai besoin|comprends)|comment|pourquoi|est[- ]ce|c'est quoi|a quoi)\b"
)  # fmt: skip
"""Words to whoever asks rather than about herself: a wish, a question, an opinion of the product."""
_JUDGES = re.compile(
    r"\b(?:vous|votre|vos|tu|t'as|faux|fausse|mauvais\w*|erreur|faute|tromp\w*|confond\w*|corrig\w*|rectifi\w*|modifi\w*|(?:deja|mal|plus haut) \w*(?:dit|ecrit|not\w*|repondu|demande)|ecrit plus haut)\b"
    r"|\b(?:c'est|c'etait|ce n'est|est) pas (?:(?:le|la|les) (?:bon\w*|meme)|ca|bon|juste|exact)\b|\bpas (?:le|la) bon(?:ne)?\b"
)
"""Words on what was asked or noted, where nothing of it is said anew."""
_TELLS_ELSE = re.compile(
    r"(?:je|j'|tu|t'|vous|il|elle|on|nous|ils|elles|ca|ma|mon|mes)\b ?[a-z']+ "
)
_BARE_LIMIT = {Slot.TITLE: 80, Slot.PLACE: 60, Slot.EMPLOYER: 60, Slot.TASKS: LONGEST_ANSWER}
_KIND_WORDS = {
    "paid": "paye travail contrat salaire emploi",
    "family": "famille familial mere pere enfants parents",
    "informal": "debrouille black noir amis voisins",
    "internship": "stage",
    "volunteering": "benevole benevolat association",
}


def _bare(words: Normal, found: list[Found], asked: Slot) -> list[Found]:
    """The whole answer for the question asked, when no expert has read it there."""
    if any(item.slot is asked for item in found):
        return []
    plain = words.plain
    if asked is Slot.KIND:
        said = set(re.findall(r"[a-z]+", plain))
        kinds_said = [kind for kind, known in _KIND_WORDS.items() if said & set(known.split())]
        if len(kinds_said) == 1 and len(said) <= 8:
            return [_whole(words, Slot.KIND, 0, len(plain), kinds_said[0])]
        return []
    if asked is Slot.TITLE:
        deed = next((item for item in found if item.slot is Slot.TASKS), None)
        if deed is not None:
            title = deed.text[:1].upper() + deed.text[1:]
            return [Found(Slot.TITLE, title, deed.start, deed.end, 0.6)]
    others = {item.slot for item in found} - {Slot.KIND}
    if others - ({Slot.PLACE} if asked is Slot.EMPLOYER else set()):
        return []
    if (
        asked not in _LEAD
        or _no_answer(plain, asked)
        or _JUDGES.search(plain)
        or len(plain.strip()) > _BARE_LIMIT[asked]
        or "\n" in plain.strip()
    ):
        return []
    lead = re.match(r"\s*" + _LEAD[asked], plain)
    start = lead.end() if lead else 0
    end = len(plain.rstrip(" .!?,"))
    told = asked in (Slot.PLACE, Slot.EMPLOYER) and _TELLS_ELSE.match(plain[start:end])
    if told or not any(char.isalnum() for char in plain[start:end]):
        return []
    if asked is Slot.TASKS:
        return list(_listed(words, start, end))
    return [_whole(words, asked, start, end)]


def chats(words: Normal) -> bool:
    """Whether a text of which nothing was understood is not about what she has done."""
    return bool(_CHATTER.fullmatch(words.plain) or _ADDRESSES.search(words.plain))


def _no_answer(plain: str, asked: Slot) -> bool:
    """Whether the words say that there is no such answer, or tell something else."""
    chatter = _CHATTER.fullmatch(plain) is not None
    return chatter or (asked in _NO_ANSWER and bool(_NO_ANSWER[asked].search(plain)))


def _listed(words: Normal, start: int, end: int) -> Iterator[Found]:
    for piece in re.finditer(r"(?:(?!,|;| et (?!demi)).)+", words.plain[start:end]):
        text = piece.group().strip()
        text = text.removeprefix("et ")
        if len(text) < 2 or not any(char.isalpha() for char in text):
            continue
        stop = start + piece.end()
        yield _whole(
            words, Slot.TASKS, stop - len(piece.group().lstrip().removeprefix("et ")), stop
        )


def _whole(words: Normal, slot: Slot, start: int, end: int, text: str = "") -> Found:
    begin, finish = words.place(start, end)
    said = " ".join(words.raw[begin:finish].split())
    if slot is Slot.TITLE:
        trade = trades.preselected(trades.search(said))
        shown = said[:1].upper() + said[1:]
        return Found(slot, shown, begin, finish, 0.6, trade.trade.code if trade else None)
    if slot is Slot.PLACE:
        return Found(slot, places.known(said) or said, begin, finish, 0.5)
    return Found(slot, text or said, begin, finish, 0.5)


def _lists(words: Normal) -> bool:
    """Whether the sentence starts with an infinitive: "servir les clients, ranger"."""
    first = re.match(r"\s*([^\W\d_]{3,}(?:er|ir|re))\b", words.plain)
    verb = infinitive(words.said(*first.span(1))) if first else None
    return verb is not None and verb[1] is Tense.INFINITIVE


_REPAIRS = re.compile(
    r"(?:se )?(?:corriger|rectifier|confondre|tromper|changer|modifier|remplacer|mettre|noter|ecrire|dire|retirer)\b"
)


def _but_repairs(found: Iterable[Found], act: Act | None) -> list[Found]:
    """The tasks, without the verbs by which she corrects what is noted."""
    return [item for item in found if act is not Act.CORRECT or not _REPAIRS.match(fold(item.text))]


_BEING = re.compile(
    r"\bje suis (?:toujours |encore |actuellement |maintenant )?(?:en poste |un |une )?$"
)


def _still(words: Normal, found: list[Found], done: tasks.Tasks) -> list[Found]:
    """Work told in the present, with nothing in the past, still goes on."""
    slots = {item.slot for item in found}
    title = next((item for item in found if item.slot is Slot.TITLE), None)
    being = title is not None and bool(_BEING.search(fold(words.raw[: title.start])))
    if Slot.ONGOING in slots or Slot.END in slots or done.past or not (done.present or being):
        return []
    deed = next(iter(done.found), None) or title
    if deed is None and Slot.KIND in slots and slots & {Slot.EMPLOYER, Slot.PLACE, Slot.DURATION}:
        deed = next(item for item in found if item.slot is Slot.KIND)
    if deed is None:
        return []
    return [Found(Slot.ONGOING, "yes", deed.start, deed.end, 0.6)]
