"""One typed settings object, read from the environment.

Nothing has to be set to try the product: every default is embedded and local. In service
(``PASSPORT_ENV=production``) unsafe values are refused, each with a sentence that says what to set.
"""

from enum import StrEnum
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from passport.settings.providers import LOCAL_HOSTS, ProviderSettings


class Environment(StrEnum):
    """What the process is for."""

    DEMO = "demo"
    PRODUCTION = "production"
    TEST = "test"


# Known to everybody who reads this file, so refused in production.
DEMONSTRATION_KEY = "cGFzc2Vwb3J0LWVtcGxvaS1kZW1vbnN0cmF0aW9uLi4="


ADDRESSES: dict[str, tuple[str, ...]] = {
    "database_url": ("postgresql", "postgres", "postgresql+asyncpg", "sqlite", "sqlite+aiosqlite"),
    "redis_url": ("redis", "rediss", "unix"),
    "storage_url": ("s3", "file"),
    "smtp_url": ("smtp", "smtps"),
}
"""Settings that are addresses, and how each may begin."""


def _private(host: str) -> bool:
    """Whether a host is this machine or one of its private network, by its address alone."""
    if host in LOCAL_HOSTS:
        return True
    try:
        return ip_address(host).is_private
    except ValueError:
        return False


class Settings(ProviderSettings):
    """Everything an operator may set. Names are those of the environment, in capitals."""

    model_config = SettingsConfigDict(
        env_file=None, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    passport_env: Environment = Field(
        Environment.DEMO,
        description="What the process is for: `demo` (embedded defaults), `production` or `test`.",
    )
    passport_var: Path = Field(
        Path("var"), description="Folder of the embedded data: database, files, e-mails."
    )
    database_url: str = Field(
        "",
        description="`postgresql://user:password@host/name`. Empty: SQLite in `PASSPORT_VAR`.",
    )
    redis_url: str = Field(
        "",
        description="`redis://host:6379/0`: state and events across processes. Empty: one process.",
    )
    storage_url: str = Field(
        "",
        description="`s3://bucket/prefix` for private files (credentials from `AWS_*`). "
        "Empty: a folder in `PASSPORT_VAR`.",
    )
    smtp_url: str = Field(
        "",
        description="`smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`. "
        "Empty: e-mails are written to `PASSPORT_VAR/mail`.",
    )
    mail_from: str = Field(
        "Passeport emploi <ne-pas-repondre@localhost>", description="Sender of the e-mails."
    )
    sms_url: str = Field(
        "",
        description='`https://…` that takes a POST of `{"to": "+336…", "text": "…"}` and sends it '
        "as a short message. Empty: files in `PASSPORT_VAR/sms`, and none in production.",
    )
    sms_token: str = Field("", description="Bearer token for `SMS_URL`.")
    public_origin: str = Field(
        "",
        description="Address people type, for example `https://passeport.example.fr`. "
        "Empty: `http://localhost:PORT`.",
    )
    host: str = Field("127.0.0.1", description="Address the server listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port the server listens on.")
    workers: int = Field(1, ge=1, le=64, description="Server processes. More than one needs Redis.")
    trusted_proxies: int = Field(
        0, ge=0, le=5, description="Reverse proxies in front, whose X-Forwarded-For is believed."
    )
    secret_keys: Annotated[tuple[str, ...], NoDecode] = Field(
        (DEMONSTRATION_KEY,),
        description="Keys for sensitive columns and tokens, comma separated, the current one "
        "first; old ones still read. Make one with `passport key`.",
    )
    language_model_url: str = Field(
        "",
        description="`https://…/v1`, an OpenAI-compatible address that helps to understand "
        "sentences. Empty: the built-in rules alone.",
    )
    language_model_name: str = Field("", description="Name of the model at that address.")
    language_model_key: SecretStr = Field(
        SecretStr(""), description="Key for that address, if it wants one."
    )
    language_model_timeout_s: float = Field(
        2.5, ge=0.2, le=10, description="Seconds after which the rules go on without the model."
    )
    log_level: str = Field("info", description="`debug`, `info`, `warning` or `error`.")
    worker_embedded: bool = Field(
        True, description="Whether the server process also sends the messages of the outbox."
    )

    prepare_trades: bool = Field(
        True,
        description="Whether trades are made ready to be searched by meaning: by the server, "
        "behind everything else; by `eval` and `understand --jsonl`, before they begin.",
    )

    @field_validator("secret_keys", mode="before")
    @classmethod
    def _split_keys(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("secret_keys")
    @classmethod
    def _check_keys(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise ValueError("SECRET_KEYS is empty. Set one key, made with `passport key`.")
        for key in value:
            try:
                Fernet(key)
            except ValueError:
                raise ValueError(
                    "SECRET_KEYS holds something that is not a key. Make one with `passport key`."
                ) from None
        return value

    @field_validator(*ADDRESSES)
    @classmethod
    def _check_address(cls, value: str, info: ValidationInfo) -> str:
        schemes = ADDRESSES[str(info.field_name)]
        if value and value.partition("://")[0] not in schemes:
            begins = " or ".join(f"{scheme}://" for scheme in schemes)
            name = str(info.field_name).upper()
            raise ValueError(f"{name} is not an address. It begins with {begins}")
        return value

    @field_validator("log_level")
    @classmethod
    def _known_log_level(cls, value: str) -> str:
        if value.lower() not in {"debug", "info", "warning", "error"}:
            raise ValueError("LOG_LEVEL is not known. Set debug, info, warning or error.")
        return value.lower()

    @field_validator("public_origin")
    @classmethod
    def _check_origin(cls, value: str) -> str:
        if not value:
            return value
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(
                "PUBLIC_ORIGIN is not an address. Set it like `https://passeport.example.fr`."
            )
        if parts.path not in {"", "/"} or parts.query or parts.fragment or "@" in parts.netloc:
            raise ValueError("PUBLIC_ORIGIN must be scheme, host and port alone, without a path.")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _refuse_the_unsafe(self) -> Self:
        problems = list(self._problems())
        if problems:
            raise ValueError(" ".join(problems))
        return self

    def _model_problems(self) -> list[str]:
        """What is wrong with the address of the language model."""
        if not self.language_model_url:
            return []
        parts = urlsplit(self.language_model_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
            return ["LANGUAGE_MODEL_URL is not an address. Set it like `https://host/v1`."]
        found = []
        if not self.language_model_name:
            found.append("LANGUAGE_MODEL_URL is set but LANGUAGE_MODEL_NAME is empty. Name it.")
        if self.production and parts.scheme == "http" and not _private(parts.hostname):
            found.append(
                "LANGUAGE_MODEL_URL sends people's words in the clear to a public host. Use https."
            )
        return found

    def _problems(self) -> list[str]:
        """Sentences that say what is unsafe and what to set instead."""
        found = self._model_problems()
        if self.workers > 1 and not self.redis_url:
            found.append(
                "WORKERS is above 1 but REDIS_URL is empty: processes could not share their "
                "events. Set REDIS_URL, or WORKERS=1."
            )
        found += self.provider_problems(production=self.production)
        if self.passport_env is not Environment.PRODUCTION:
            return found
        if not self.public_origin.startswith("https://"):
            found.append(
                "PUBLIC_ORIGIN must be the https address that people type, for example "
                "https://passeport.example.fr."
            )
        elif urlsplit(self.public_origin).hostname in LOCAL_HOSTS:
            found.append("PUBLIC_ORIGIN names this machine. Set the public address.")
        if DEMONSTRATION_KEY in self.secret_keys:
            found.append("SECRET_KEYS holds the demonstration key. Make one with `passport key`.")
        if self.sms_url and not self.sms_url.startswith("https://"):
            found.append("SMS_URL must be an https address: codes travel by it.")
        if not self.smtp_url:
            found.append(
                "SMTP_URL is empty: e-mails, and the codes in them, would be written to files. "
                "Set smtp://user:password@host:587."
            )
        if not self.trusted_proxies:
            found.append(
                "TRUSTED_PROXIES is 0: behind the proxy that ends TLS, everybody would "
                "come from one address and share its limits. Set how many proxies stand in front."
            )
        if not self.database_url.startswith("postgres"):
            found.append(
                f"DATABASE_URL is {'SQLite' if self.database_url else 'empty'}. "
                "Set a PostgreSQL address, postgresql://user:password@host/name."
            )
        return found

    @property
    def origin(self) -> str:
        """The exact origin that browsers see: scheme, host and port."""
        return self.public_origin or f"http://localhost:{self.port}"

    @property
    def secure(self) -> bool:
        """Whether people reach the product over https."""
        return self.origin.startswith("https://")

    @property
    def local(self) -> bool:
        """Whether the product is only reachable from this machine."""
        return urlsplit(self.origin).hostname in LOCAL_HOSTS

    @property
    def production(self) -> bool:
        """Whether real people use it."""
        return self.passport_env is Environment.PRODUCTION

    @property
    def texts(self) -> bool:
        """Whether short messages leave: by a gateway, or into a folder of the demonstration."""
        return bool(self.sms_url) or not self.production

    @property
    def database_address(self) -> str:
        """SQLAlchemy address with its asynchronous driver."""
        if not self.database_url:
            return f"sqlite+aiosqlite:///{self.passport_var / 'passport.db'}"
        scheme, rest = self.database_url.split("://", 1)
        driver = {
            "postgres": "postgresql+asyncpg",
            "postgresql": "postgresql+asyncpg",
            "sqlite": "sqlite+aiosqlite",
        }.get(scheme, scheme)
        return f"{driver}://{rest}"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The process's settings, read once."""
    return Settings()


__all__ = ["DEMONSTRATION_KEY", "LOCAL_HOSTS", "Environment", "Settings", "settings"]
