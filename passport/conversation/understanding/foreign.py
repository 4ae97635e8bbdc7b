"""Answers in Arabic, Ukrainian and English: what can be taken of them. The rest is kept as it was said.

Numbers, lengths of time, dates, places, the kind of activity, common trades. Nothing is translated
that is not in these tables.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from babel import Locale

from passport.conversation.engine.values import Slot
from passport.conversation.understanding import places, trades
from passport.conversation.understanding.durations import MOST_MONTHS, duration_text
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.normal import Normal, fold

_ARABIC = re.compile(r"[ء-ي]{2}")
_CYRILLIC = re.compile(r"[а-яіїєґ]{2}")
_ENGLISH = re.compile(
    r"\b(?:i (?:was|am|have|had|work\w*|did|do|used|take|took|sold|sell|cook\w*|clean\w*|help\w*|drove|drive|look\w*)|i'?(?:m|ve)|years?|months?|weeks?|for|since|worked|from|until|my|the|with|and|in the)\b"
)


def _compile(pattern: str) -> re.Pattern[str]:
    """A pattern whose letters beyond ASCII are folded as the words are."""
    return re.compile("".join(char if char.isascii() else fold(char) for char in pattern))


_YEARS, _MONTHS, _WEEKS = 12.0, 1.0, 7 / 30.4
_ONE_TO_TWELVE = {
    "ar": "واحد|اثنين|ثلاث|اربع|خمس|ست|سبع|ثمان|تسع|عشر|احد عشر|اثني عشر",
    "en": "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve",
    "uk": "один|два|три|чотири|п'ять|шість|сім|вісім|дев'ять|десять|одинадцять|дванадцять",
}
_NUMBERS = {
    fold(word): float(count)
    for words in _ONE_TO_TWELVE.values()
    for count, word in enumerate(words.split("|"), 1)
} | {
    "a": 1.0,
    "an": 1.0,
    "дві": 2.0,
    "ثماني": 8.0,
    "fifteen": 15.0,
    "twenty": 20.0,
    "عشرين": 20.0,
    "рік": 1.0,
}
_LENGTHS: tuple[tuple[str, float], ...] = (
    (r"(?P<n>\d{1,2}(?:[.,]5)?|" + _ONE_TO_TWELVE["en"] + r"|an?|fifteen|twenty)[ -](?:and a half )?years?(?! old)(?P<half> and a half)?", _YEARS),
    (r"(?P<n>\d{1,2}|" + _ONE_TO_TWELVE["en"] + r"|a) months?(?! old)", _MONTHS),
    (r"(?P<n>\d{1,2}|" + _ONE_TO_TWELVE["en"] + r"|a) weeks?", _WEEKS),
    (r"(?P<n>\d{1,2}|" + _ONE_TO_TWELVE["ar"] + r"|عشرين)[هةت]? (?:سنوات|سنين|سنه|سنة|اعوام|أعوام|عام|عاما)(?P<half> ونصف| و ?نص)?", _YEARS),
    (r"(?P<n>\d{1,2}|" + _ONE_TO_TWELVE["ar"] + r")[هةت]? (?:اشهر|أشهر|شهور|شهر|شهرا)", _MONTHS),
    (r"(?P<two>سنتين|سنتان|عامين|عامان)(?P<half> ونصف| و ?نص)?", _YEARS),
    (r"(?P<two>شهرين|شهران)", _MONTHS),
    (r"(?<![ء-ي])(?P<one>سنه|سنة|عام) (?:واحده|واحدة|كامله|كاملة|ونصف)?", _YEARS),
    (r"(?P<n>\d{1,2}|" + _ONE_TO_TWELVE["uk"] + r"|дві) (?:роки|років|рокiв|рік|года|лет|год)(?P<half> з половиною)?", _YEARS),
    (r"(?P<n>\d{1,2}|" + _ONE_TO_TWELVE["uk"] + r"|дві) (?:місяці|місяців|місяць|месяц\w*)", _MONTHS),
    (r"(?P<n>\d{1,2}|" + _ONE_TO_TWELVE["uk"] + r"|два) (?:тижні|тижнів|тиждень|недел\w*)", _WEEKS),
)  # fmt: skip
_COMPILED = tuple((_compile(pattern), unit) for pattern, unit in _LENGTHS)
_AGE = _compile(r"(?:\bi(?:'m| am)|عمري|мені|мне|age[d]?) $|(?:\baged? )$")
_AGO_AFTER = _compile(r"^ (?:ago|тому|назад)")
_AGO_BEFORE = _compile(r"(?:قبل|من قبل) $")
_SINCE_ONLY = _compile(r"(?:\bsince|منذ|(?<!\w)з)(?: عام| سنة| سنه)? $")
_TO = _compile(r"\s*(?:to|until|till|-|–|الى|إلى|الي|حتى|حتي|до|по)\s*(?:عام |سنة |سنه )?")
_UNTIL = _compile(r"(?:\b(?:until|till|to)|حتى|حتي|الى|до) (?:عام |سنة )?$")
_YEAR = re.compile(r"(?<!\d)(?:19[3-9]\d|20\d\d)(?!\d)")
_NOW = _compile(
    r"\b(?:i (?:still work|am still|work now)|still working|until now|up to now|i'm still|currently)\b|حتى الان|الى الان|حاليا|لا ازال|مازلت|досі|зараз працюю|й досі"
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("internship", r"\b(?:internship|intern|trainee|work placement)\b|تدريب|стажування|стажер"),
    ("volunteering", r"\bvolunteer\w*\b|\bcharity\b|متطوع|تطوع|волонтер"),
    ("informal", r"\b(?:cash in hand|off the books|no contract|without a contract|undeclared|for (?:my )?(?:neighbou?rs?|friends))\b|بدون عقد|بالاسود|بدون اوراق|без договору|неофіційно|без оформлення"),
    ("family", r"\b(?:(?:took|take|taking) care of|looked? after|cared for|raised) my (?:\w+ )?(?:mother|father|mom|mum|dad|children|kids|son|daughter|brothers?|sisters?|grandmother|grandfather|parents|husband|wife)\b|(?:اعتنيت|اهتممت|ربيت|اعتني|كنت اهتم) (?:ب|ا)?\w*(?:امي|ابي|اطفالي|اولادي|جدتي|عائلتي|اخوتي|زوجي)|доглядал\w* (?:за )?(?:маму|мамою|батьк\w+|дітьми|бабус\w+)"),
    ("paid", r"\b(?:worked|work|working|job|employed|employee|salary|hired|factory|company|restaurant)\b|عملت|اشتغلت|اعمل|اشتغل|خدمت|شغل|كنت اعمل|شركه|شركة|مصنع|مطعم|خدام|خدمة|працюв\w+|працюю|працюв|работал\w*|работаю|завод|фабри"),
)  # fmt: skip
_KIND = tuple((kind, _compile(pattern)) for kind, pattern in _KINDS)

_TRADES = {
    "cuisinier": r"\bcook\b|\bchef\b|طباخ|طاه|кухар|повар",
    "chauffeur": r"\b(?:driver|truck driver|taxi driver)\b|سائق|شوفير|воді[йє]|водитель",
    "couturier": r"\b(?:tailor|seamstress|dressmaker|sewing)\b|خياط|шва[чц]|швея",
    "coiffeur": r"\b(?:hairdresser|barber)\b|حلاق|كوافير|перукар|парикмахер",
    "maçon": r"\b(?:mason|bricklayer|builder|construction worker)\b|بناء\b|بنّاء|будівельник|муляр|строитель",
    "électricien": r"\belectrician\b|كهربائي|كهربجي|електрик|электрик",
    "mécanicien": r"\b(?:mechanic|car mechanic)\b|ميكانيكي|ميكانيك|механік|автослюсар|механик",
    "enseignant": r"\bteacher\b|معلم|مدرس|استاذ|أستاذ|вчител|учител",
    "infirmier": r"\bnurse\b|ممرض|медсестр|медбрат",
    "vendeur": r"\b(?:seller|salesman|saleswoman|shop assistant|sales assistant|vendor)\b|بائع|بياع|продав[ец]",
    "agriculteur": r"\bfarmer\b|فلاح|مزارع|фермер",
    "agent de sécurité": r"\b(?:security guard|guard)\b|حارس|охорон",
    "menuisier": r"\bcarpenter\b|نجار|столяр|тесля",
    "soudeur": r"\bwelder\b|لحام|حداد|зварювальник|сварщик",
    "peintre": r"\b(?:house painter|painter)\b|صباغ|دهان|маляр",
    "plombier": r"\bplumber\b|سباك|بلومبي|сантехнік|сантехник",
    "boulanger": r"\bbaker\b|خباز|пекар",
    "comptable": r"\baccountant\b|محاسب|бухгалтер",
    "agent d'entretien": r"\b(?:cleaner|cleaning lady|housekeeper|janitor)\b|عامل(?:ة)? نظافه|عامل(?:ة)? نظافة|منظف|прибиральни|уборщи",
    "serveur": r"\b(?:waiter|waitress)\b|نادل|جرسون|офіціант|официант",
    "garde d'enfants": r"\b(?:babysitter|nanny|childminder)\b|مربيه|مربية|няня|вихователь",
    "boucher": r"\bbutcher\b|جزار|لحّام|м'ясник|мясник",
    "caissier": r"\bcashier\b|كاشير|касир|кассир",
    "secrétaire": r"\bsecretary\b|سكرتير|секретар",
    "aide-soignant": r"\b(?:care ?giver|carer|care assistant)\b|доглядальни|сиділк",
    "ouvrier agricole": r"\b(?:farm worker|fruit picker|farmhand)\b",
    "préparateur de commandes": r"\b(?:warehouse worker|order picker)\b|комірник|комплектувальник",
    "médecin": r"\bdoctor\b|طبيب|лікар",
    "ingénieur": r"\bengineer\b|مهندس|інженер",
}
_TRADE = tuple((name, _compile(pattern)) for name, pattern in _TRADES.items())

_TOWNS = {
    "Paris": "باريس|париж", "Lyon": "ليون|ліон|лион", "Marseille": "مرسيليا|مارسيليا|марсел", "Toulouse": "تولوز|тулуз", "Nice": "نيس(?![ء-ي])|ніцц",
    "Nantes": "نانت|нант(?!аж)", "Strasbourg": "ستراسبورغ|страсбур", "Montpellier": "مونبلييه|монпел", "Bordeaux": "بوردو|бордо", "Lille": "ليل(?![ء-ي])|лілл|лилл",
    "Rennes": "رين(?![ء-ي])|ренн", "Grenoble": "غرونوبل|гренобл", "Annecy": "أنسي|انسي(?![ء-ي])|аннес", "Saint-Étienne": "سانت اتيان|сент-етьєн",
    "Alger": "الجزائر العاصمه|الجزائر العاصمة", "Oran": "وهران", "Constantine": "قسنطينه|قسنطينة", "Casablanca": "الدار البيضاء|كازا(?![ء-ي])|касабланк", "Rabat": "الرباط", "Fès": "فاس(?![ء-ي])", "Marrakech": "مراكش", "Tanger": "طنجه|طنجة",
    "Tunis": "تونس العاصمه|تونس العاصمة", "Sfax": "صفاقس", "Damas": "دمشق|الشام(?![ء-ي])", "Alep": "حلب", "Homs": "حمص", "Bagdad": "بغداد", "Mossoul": "الموصل", "Beyrouth": "بيروت", "Le Caire": "القاهره|القاهرة", "Khartoum": "الخرطوم", "Tripoli": "طرابلس", "Kaboul": "كابول",
    "Kyiv": "киє?в|київ|києві|киев", "Kharkiv": "харк[іо]в", "Odessa": "одес", "Lviv": "льв[іо]в", "Dnipro": "дніпр|днепр", "Donetsk": "донецьк|донецк", "Marioupol": "маріупол|мариупол", "Varsovie": "варшав", "Berlin": "берлін|برلين", "Istanbul": "اسطنبول|стамбул", "Londres": "\\blondon\\b|لندن", "Bruxelles": "\\bbrussels\\b|بروكسل", "Genève": "\\bgeneva\\b", "Rome": "روما", "Barcelone": "برشلونه|برشلونة", "Milan": "ميلانو",
}  # fmt: skip
_TOWN = tuple((name, _compile(pattern)) for name, pattern in _TOWNS.items())


_FRENCH = re.compile(
    r"\b(?:je|j'ai|le|la|les|dans|et|une?|pour|des|du|chez|avec|mon|ma|mes|pas|c'est|ans|mois)\b"
)
_IN = re.compile(r"\b(?:in|at|near|from|to) (?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3})")
_ALONE = re.compile(
    r"\W*(?:about |around |almost )?(?:\d+|a|an|"
    + _ONE_TO_TWELVE["en"]
    + r") (?:and a half )?(?:years?|months?|weeks?)\W*"
)


def language(words: Normal) -> str | None:
    """'ar', 'uk' or 'en' when the sentence is in one of them; nothing for French."""
    plain = words.plain[:600]
    if _ARABIC.search(plain):
        return "ar"
    if _CYRILLIC.search(plain):
        return "uk"
    if _ALONE.fullmatch(plain):
        return "en"
    english = {match.group() for match in _ENGLISH.finditer(plain)}
    french = {match.group() for match in _FRENCH.finditer(plain)}
    return "en" if len(english) >= 2 and len(english) > len(french) else None


def find(words: Normal, spoken: str, today: date) -> list[Found]:
    """What can be taken of a sentence in the language ``spoken``."""
    found = [*_times(words, today), *_places(words, spoken)]
    trade = next(iter(_named(words)), None)
    if trade is not None:
        found.append(trade)
    for kind, pattern in _KIND:
        if match := pattern.search(words.plain):
            found.append(_found(words, Slot.KIND, kind, match.start(), match.end(), 0.75))
            break
    else:
        if trade is not None:
            found.append(Found(Slot.KIND, "paid", trade.start, trade.end, 0.5))
    return found


def _times(words: Normal, today: date) -> Iterator[Found]:
    plain = words.plain
    years = [m for m in _YEAR.finditer(plain) if int(m.group()) <= today.year]
    if len(years) > 1 and _TO.fullmatch(plain[years[0].end() : years[1].start()]):
        yield _found(words, Slot.START, years[0].group(), *years[0].span(), 0.9)
        yield _found(words, Slot.END, years[1].group(), *years[1].span(), 0.9)
    elif years:
        before = plain[: years[0].start()]
        end = bool(_UNTIL.search(before))
        yield _found(
            words, Slot.END if end else Slot.START, years[0].group(), *years[0].span(), 0.7
        )
        if _SINCE_ONLY.search(before):
            yield _found(words, Slot.ONGOING, "yes", *years[0].span(), 0.7)
    for pattern, unit in _COMPILED:
        for match in pattern.finditer(plain):
            length = _months(match, unit)
            before, after = plain[: match.start()], plain[match.end() :]
            if length is None or not 0 < length <= MOST_MONTHS or _AGE.search(before):
                continue
            if _AGO_AFTER.match(after) or _AGO_BEFORE.search(before):
                continue
            span = match.start(), len(plain[: match.end()].rstrip())
            yield _found(words, Slot.DURATION, duration_text(length), *span, 0.85)
            return
    if now := _NOW.search(plain):
        yield _found(words, Slot.ONGOING, "yes", now.start(), now.end(), 0.8)


def _months(match: re.Match[str], unit: float) -> float | None:
    parts = match.groupdict()
    if parts.get("two"):
        count: float | None = 2.0
    elif parts.get("one"):
        count = 1.5 if "ونصف" in match.group() else 1.0
    else:
        said = match["n"].replace(",", ".")
        count = (
            float(said)
            if said[0].isdigit()
            else _NUMBERS.get(said, _NUMBERS.get(said.rstrip("هةت")))
        )
    if count is None:
        return None
    return count * unit + (unit / 2 if parts.get("half") or "and a half" in match.group() else 0)


def _places(words: Normal, spoken: str) -> Iterator[Found]:
    plain = words.plain
    if spoken == "en":
        for named in _IN.finditer(words.raw[:1_000]):
            if known := places.known(named["name"]):
                yield Found(Slot.PLACE, known, named.start("name"), named.end("name"), 0.8)
                return
    for name, pattern in _TOWN:
        if match := pattern.search(plain):
            yield _found(words, Slot.PLACE, name, match.start(), _word_end(plain, match.end()), 0.8)
            return
    for said, name in _countries(spoken).items():
        at = plain.find(said)
        if at >= 0 and _begins(plain, at, spoken):
            yield _found(words, Slot.PLACE, name, at, _word_end(plain, at + len(said)), 0.7)
            return


def _begins(plain: str, at: int, spoken: str) -> bool:
    """Whether a word begins there; in Arabic "in" and "and" are written with the word."""
    before = plain[max(0, at - 1) : at]
    return not before.isalpha() or (spoken == "ar" and before in "وبفلك")


def _word_end(plain: str, end: int) -> int:
    while end < len(plain) and plain[end].isalpha():
        end += 1
    return end


@lru_cache(maxsize=4)
def _countries(spoken: str) -> dict[str, str]:
    """Countries as they are called in a language, in beginnings that bear endings: French name."""
    french = Locale("fr").territories
    table: dict[str, str] = {}
    for code, name in Locale(spoken).territories.items():
        if len(code) != 2 or not code.isalpha() or code not in french:
            continue
        said = name.lower()
        if spoken == "uk" and len(said) > 5:
            said = said[:-1]
        if len(said) > 3:
            table[fold(said)] = french[code]
    return dict(sorted(table.items(), key=lambda pair: -len(pair[0])))


def _named(words: Normal) -> Iterator[Found]:
    """The first common trade of the sentence, with its French name."""
    best: tuple[int, int, str] | None = None
    for name, pattern in _TRADE:
        match = pattern.search(words.plain)
        if match and (best is None or match.start() < best[0]):
            best = match.start(), _word_end(words.plain, match.end()), name
    if best is not None:
        start, end, name = best
        begin, finish = words.place(start, end)
        chosen = trades.preselected(trades.search(name))
        code = chosen.trade.code if chosen else None
        yield Found(Slot.TITLE, name[:1].upper() + name[1:], begin, finish, 0.8, code)


def _found(words: Normal, slot: Slot, text: str, start: int, end: int, confidence: float) -> Found:
    begin, finish = words.place(start, end)
    return Found(slot, text, begin, finish, confidence)
