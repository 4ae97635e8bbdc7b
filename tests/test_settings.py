"""Safe embedded defaults; in production, each unsafe value is refused in a sentence."""

import json
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from passport.identity.provider import Kind
from passport.identity.provider.configured import configured
from passport.identity.provider.keys import new_key_set
from passport.settings import Settings

SAFE = {
    "passport_env": "production",
    "public_origin": "https://passeport.example.fr",
    "secret_keys": Fernet.generate_key().decode(),
    "database_url": "postgresql://passport@db/passport",
    "smtp_url": "smtp://passport:secret@mail.example.fr:587",
    "trusted_proxies": 1,
}


@pytest.fixture(autouse=True)
def _nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_defaults_need_nothing() -> None:
    settings = Settings()
    assert settings.origin == "http://localhost:8000"
    assert settings.database_address == "sqlite+aiosqlite:///var/passport.db"
    assert settings.local
    assert not settings.production


def test_safe_production_starts() -> None:
    settings = Settings(**SAFE)  # type: ignore[arg-type]
    assert settings.secure
    assert settings.database_address == "postgresql+asyncpg://passport@db/passport"


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"public_origin": ""}, "PUBLIC_ORIGIN must be the https address"),
        ({"public_origin": "http://passeport.example.fr"}, "PUBLIC_ORIGIN must be the https"),
        ({"public_origin": "https://localhost"}, "Set the public address"),
        ({"public_origin": "*"}, "PUBLIC_ORIGIN is not an address"),
        ({"public_origin": "https://a.fr/x"}, "without a path"),
        ({"secret_keys": Settings.model_fields["secret_keys"].default}, "demonstration key"),
        ({"secret_keys": "secret"}, "passport key"),
        ({"secret_keys": ""}, "SECRET_KEYS is empty"),
        ({"database_url": ""}, "DATABASE_URL is empty"),
        ({"database_url": "sqlite:///passport.db"}, "DATABASE_URL is SQLite"),
        ({"database_url": "db.example.fr/passport"}, "DATABASE_URL is not an address"),
        ({"redis_url": "localhost:6379"}, "It begins with redis:// or rediss://"),
        ({"smtp_url": "mail.example.fr"}, "SMTP_URL is not an address"),
        ({"storage_url": "bucket"}, "STORAGE_URL is not an address"),
        ({"log_level": "loud"}, "LOG_LEVEL is not known"),
        ({"workers": 2}, "Set REDIS_URL"),
        ({"smtp_url": ""}, "SMTP_URL is empty"),
        ({"trusted_proxies": 0}, "TRUSTED_PROXIES is 0"),
        ({"language_model_url": "https://ia.example.fr/v1"}, "LANGUAGE_MODEL_NAME is empty"),
        ({"language_model_url": "ia.example.fr", "language_model_name": "x"}, "not an address"),
        (
            {"language_model_url": "http://ia.example.fr/v1", "language_model_name": "x"},
            "in the clear to a public host",
        ),
        (
            {"language_model_url": "http://8.8.8.8/v1", "language_model_name": "x"},
            "in the clear to a public host",
        ),
    ],
)
def test_unsafe_production_says_what_to_set(change: dict[str, object], advice: str) -> None:
    with pytest.raises(ValidationError, match=advice):
        Settings(**(SAFE | change))  # type: ignore[arg-type]


@pytest.mark.parametrize("host", ["https://ia.example.fr", "http://127.0.0.1", "http://10.1.2.3"])
def test_a_language_model_is_near_or_behind_https(host: str) -> None:
    settings = Settings(
        **SAFE,  # type: ignore[arg-type]
        language_model_url=f"{host}/v1",
        language_model_name="x",
    )
    assert settings.language_model_url == f"{host}/v1"


def test_several_keys_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (Fernet.generate_key().decode() for _ in range(2))
    monkeypatch.setenv("SECRET_KEYS", f"{first}, {second}")
    assert Settings().secret_keys == (first, second)


SECRET = "s" * 64
FC = {"franceconnect_client_id": "us", "franceconnect_client_secret": SECRET}
PLUS = {"franceconnect_plus_client_id": "us", "franceconnect_plus_client_secret": SECRET}
PRO = {"proconnect_client_id": "us", "proconnect_client_secret": SECRET}
KEYS = json.dumps(new_key_set("ec", "enc"))
SIGNS = json.dumps(new_key_set("ec", "sig"))


def test_providers_in_production_start() -> None:
    values = Settings(**(SAFE | FC | PLUS | PRO), franceconnect_plus_keys=KEYS)  # type: ignore[arg-type]
    people, plus, pro = configured(values)
    slugs = [people.slug, plus.slug, pro.slug]
    assert slugs == ["franceconnect", "franceconnect-plus", "proconnect"]
    assert people.authorize_url == "https://oidc.franceconnect.gouv.fr/api/v2/authorize"
    assert not people.pkce
    assert plus.acr == ("eidas2", "eidas3")
    assert plus.decryption_keys is not None
    assert pro.pkce
    assert pro.kind is Kind.PROFESSIONAL
    assert "eidas1" not in pro.acr
    assert SECRET not in repr(people) + repr(values)


def test_a_provider_that_is_not_configured_is_not_there() -> None:
    assert configured(Settings(**SAFE)) == ()  # type: ignore[arg-type]


def test_a_client_key_in_place_of_a_secret(tmp_path: Path) -> None:
    file = tmp_path / "key.json"
    file.write_text(SIGNS)
    for key in (SIGNS, str(file)):
        (people,) = configured(Settings(franceconnect_client_id="us", franceconnect_client_key=key))
        assert people.client_key is not None
        (published,) = people.published_keys
        assert published["use"] == "sig"
        assert "d" not in published


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"franceconnect_client_secret": SECRET}, "FRANCECONNECT_CLIENT_ID is empty"),
        ({"franceconnect_client_id": "us"}, "either FRANCECONNECT_CLIENT_SECRET or"),
        (FC | {"franceconnect_client_key": SIGNS}, "one of the two"),
        (FC | {"franceconnect_client_secret": "short"}, "too short"),
        (FC | {"franceconnect_issuer": "http://oidc.franceconnect.gouv.fr/api/v2"}, "https"),
        (FC | {"franceconnect_issuer": "https://a.fr/?x"}, "neither query nor fragment"),
        (FC | {"franceconnect_algorithm": "HS256"}, "Enrol with ES256"),
        (FC | {"franceconnect_issuer": "https://fcp-low.sbx.dev-franceconnect.fr/api/v2"},
         "test platform"),
        (PRO | {"proconnect_issuer": "https://fca.integ01.dev-agentconnect.fr/api/v2"},
         "test platform"),
        (PRO | {"proconnect_algorithm": "none"}, "Enrol with ES256"),
        (PLUS, "FRANCECONNECT_PLUS_KEYS is empty"),
        (PLUS | {"franceconnect_plus_keys": "/nowhere"}, "neither a JWK nor a file"),
        (PLUS | {"franceconnect_plus_keys": '{"kty": "oct", "k": "c2VjcmV0"}'}, "RSA or EC"),
        (PLUS | {"franceconnect_plus_keys": KEYS, "franceconnect_plus_acr": "eidas1"},
         "eidas2 or eidas3"),
        ({"proconnect_client_id": "us", "proconnect_client_key": "x"}, "cannot be used"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_an_unsafe_provider_says_what_to_set(change: dict[str, object], advice: str) -> None:
    with pytest.raises(ValidationError, match=advice) as refused:
        Settings(**(SAFE | change))  # type: ignore[arg-type]
    assert SECRET not in str(refused.value)


def test_a_provider_on_this_machine_may_speak_plainly_outside_production() -> None:
    assert configured(Settings(**FC, franceconnect_issuer="http://localhost:9000/"))
    with pytest.raises(ValidationError, match="https"):
        Settings(**FC, franceconnect_issuer="http://elsewhere:9000/")
