"""What the demonstration login remembers for a minute."""

from datetime import datetime

from sqlmodel import Field

from passport.kernel.crypto import EncryptedText
from passport.kernel.database import Table, UtcDateTime


class DemonstrationGrant(Table, table=True):
    """A code or an access token that the demonstration provider gave out, good for one use.

    In the database, for the process that redeems it may not be the one that gave it.
    """

    __tablename__ = "demonstration_grant"

    digest: str = Field(max_length=64, unique=True)
    ends_at: datetime = Field(sa_type=UtcDateTime, index=True)
    sealed: str = Field(sa_type=EncryptedText)
