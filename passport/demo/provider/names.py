"""Names and keys of the demonstration provider, the same in every process."""

from functools import lru_cache
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from joserfc.jwk import ECKey

from passport.kernel.crypto import keyed
from passport.settings import settings

PATH = "/demonstration"
CLIENT_ID = "passeport-emploi"
CALLBACK = "/auth/demo/callback"

# Order of the curve P-256 (FIPS 186-5): a private key is a number below it.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def issuer() -> str:
    """Who signs."""
    return settings().origin + PATH


def client_secret() -> str:
    """The secret shared with the relying party."""
    return keyed("demonstration-client")


def redirect_uri() -> str:
    """The only address to which a person is sent back."""
    return settings().origin + CALLBACK


def subject_of(person_id: UUID) -> str:
    """What the provider calls a person: 66 characters that say nothing, as FranceConnect's."""
    return keyed("demonstration-subject", str(person_id)) + "v1"


def signing_key() -> ECKey:
    """The ES256 key, drawn from SECRET_KEYS so that every process has the same."""
    return _key(keyed("demonstration-signature"))


@lru_cache(maxsize=4)
def _key(seed: str) -> ECKey:
    private = ec.derive_private_key(int(seed, 16) % (_ORDER - 1) + 1, ec.SECP256R1())
    return ECKey.import_key(private, {"kid": "demonstration:ES256:1", "use": "sig", "alg": "ES256"})
