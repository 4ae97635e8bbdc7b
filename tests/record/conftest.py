"""A storage of its own, apart from the module ``files`` under test."""

import pytest

from passport.kernel.storage import Storage


@pytest.fixture
def store(files: Storage) -> Storage:
    """A private storage in a folder of its own."""
    return files
