"""Safe embedded defaults; in production, each unsafe value is refused in a sentence."""

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from passport.settings import Settings

SAFE = {
    "passport_env": "production",
    "public_origin": "https://passeport.example.fr",
    "secret_keys": Fernet.generate_key().decode(),
    "database_url": "postgresql://passport@db/passport",
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
        ({"workers": 2}, "Set REDIS_URL"),
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
