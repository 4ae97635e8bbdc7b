"""Names and keys of the demonstration providers, the same in every process."""

from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import ec
from joserfc.jwk import ECKey

from passport.identity.provider import Kind
from passport.kernel.crypto import keyed
from passport.kernel.i18n import N_, unlocalised
from passport.settings import settings

# Order of the curve P-256 (FIPS 186-5): a private key is a number below it.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@dataclass(frozen=True, slots=True)
class Shape:
    """One of the two providers: the first has FranceConnect's shape, the second ProConnect's."""

    slug: str
    kind: Kind
    path: str
    name: str

    @property
    def issuer(self) -> str:
        """Who signs."""
        return settings().origin + self.path

    @property
    def client_id(self) -> str:
        """Who we are to it."""
        return f"passeport-emploi-{self.kind}"

    @property
    def client_secret(self) -> str:
        """The secret shared with the relying party."""
        return keyed("demonstration-client", self.slug)

    @property
    def redirect_uri(self) -> str:
        """The only address to which a person is sent back after a login."""
        return f"{settings().origin}/auth/{self.slug}/callback"

    @property
    def logout_uri(self) -> str:
        """The only address to which a person is sent back after a logout."""
        return f"{settings().origin}/auth/{self.slug}/logout-callback"

    def subject_of(self, name: object) -> str:
        """What the provider calls somebody: 66 signs that say nothing, as FranceConnect's."""
        return keyed("demonstration-subject", self.slug, str(name)) + "v1"

    def signing_key(self) -> ECKey:
        """The ES256 key, drawn from SECRET_KEYS so that every process has the same."""
        return _key(self.slug, keyed("demonstration-signature", self.slug))


PEOPLE = Shape("demo", Kind.PERSON, "/demonstration", N_("Connexion de démonstration"))
PROFESSIONALS = Shape(
    "demo-pro",
    Kind.PROFESSIONAL,
    "/demonstration-pro",
    N_("Démonstration pour les professionnels"),
)
SHAPES = (PEOPLE, PROFESSIONALS)


def shape_at(path: str) -> Shape:
    """The provider whose address this is."""
    plain = unlocalised(path)
    return PROFESSIONALS if plain.startswith(PROFESSIONALS.path + "/") else PEOPLE


@lru_cache(maxsize=8)
def _key(slug: str, seed: str) -> ECKey:
    private = ec.derive_private_key(int(seed, 16) % (_ORDER - 1) + 1, ec.SECP256R1())
    return ECKey.import_key(private, {"kid": f"{slug}:ES256:1", "use": "sig", "alg": "ES256"})
