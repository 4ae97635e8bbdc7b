"""Sealed columns survive a change of key and cannot be read without one."""

import pytest
from cryptography.fernet import Fernet

from passport.kernel import crypto
from passport.settings import Settings

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


def _with(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    monkeypatch.setattr(crypto, "settings", lambda: Settings(secret_keys=keys))  # type: ignore[arg-type]


def test_an_old_key_still_reads_and_the_new_one_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, OLD)
    sealed = crypto.encrypt("Amina")
    _with(monkeypatch, f"{NEW},{OLD}")
    assert crypto.decrypt(sealed) == "Amina"
    fresh = crypto.encrypt("Amina")
    _with(monkeypatch, NEW)
    assert crypto.decrypt(fresh) == "Amina"
    with pytest.raises(crypto.InvalidToken):
        crypto.decrypt(sealed)


def test_purposes_are_apart() -> None:
    assert crypto.keyed("a", "x") != crypto.keyed("b", "x")
    assert crypto.keyed("a", "x", "y") != crypto.keyed("a", "xy")
