"""What somebody types as her address or telephone, brought into one form."""

import re
import unicodedata
from enum import StrEnum

from passport.kernel.errors import Invalid
from passport.kernel.i18n import N_


class ContactKind(StrEnum):
    """By what a code travels."""

    EMAIL = "email"
    PHONE = "phone"


_EMAIL = re.compile(r"[^\s@,;<>\"']{1,64}@[a-z0-9](?:[a-z0-9-]*\.)+[a-z]{2,24}")

# Mobile numbers of France by their beginning, with the code of the country that carries them
# (ARCEP, plan de numérotation): short messages go nowhere else, so nobody is paid for them abroad.
_MOBILE = {
    "0690": "590",
    "0691": "590",
    "0694": "594",
    "0696": "596",
    "0697": "596",
    "0692": "262",
    "0693": "262",
    "0639": "262",
}


def parse(text: str, *, phones: bool = True) -> tuple[ContactKind, str]:
    """The kind of ``text`` and its one form: ``a@b.fr`` or ``+33612345678``. Raises ``Invalid``."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if "@" in plain:
        found = plain.casefold()
        if len(found) <= 254 and _EMAIL.fullmatch(found):
            return ContactKind.EMAIL, found
        raise Invalid(N_("Cette adresse n’est pas complète. Par exemple : nom@exemple.fr."))
    if not phones:
        raise Invalid(N_("Écrivez une adresse e-mail. Par exemple : nom@exemple.fr."))
    return ContactKind.PHONE, _phone(plain)


def _phone(text: str) -> str:
    digits = re.sub(r"[\s.()/-]", "", text)
    # Digits of other scripts are digits too.
    digits = "".join(str(unicodedata.digit(one, -1)) if one.isdigit() else one for one in digits)
    domestic = re.sub(r"^(?:\+|00)(33|590|594|596|262)0?(?=[67]\d{8}$)", "0", digits)
    if not re.fullmatch(r"0[67]\d{8}", domestic):
        raise Invalid(N_("Écrivez un numéro de portable en France, ou une adresse e-mail."))
    return f"+{_MOBILE.get(domestic[:4], '33')}{domestic[1:]}"


def masked(kind: ContactKind, value: str) -> str:
    """Enough of an address for its owner to know it again: ``a…@exemple.fr``, ``•• 78``."""
    if kind is ContactKind.EMAIL:
        name, _at, host = value.partition("@")
        return f"{name[:1]}…@{host}"
    return f"•• {value[-2:]}"
