"""What the browser keeps of a session: the secret, out of reach of scripts, and two words for them.

The pages' script reads whose drafts are in this tab and whose device it is: neither opens a thing.
"""

from starlette.requests import Request
from starlette.responses import Response

from passport.identity import rules
from passport.kernel.crypto import keyed
from passport.kernel.web.session import cookie_name
from passport.settings import settings

DRAFTS = "draft"
DRAFTS_KEY = 16
DEVICE = "device"

LENT = "lent"
LENT_S = 3600
"""How long a choice made on the login page waits for the login."""


def keep(answer: Response, secret: str) -> Response:
    """Give the browser its session. Lax: the way back from a provider must carry it."""
    _set(answer, cookie_name(), secret)
    return answer


def settle(answer: Response, person_id: object, *, shared: bool) -> Response:
    """Tell the pages' script whose device this is; on somebody else's, it keeps no draft."""
    seconds = int(rules.idle_time(shared).total_seconds())
    _set(answer, DEVICE, f"{'lent' if shared else 'own'}-{seconds}", hidden=False)
    if shared:
        _delete(answer, DRAFTS)
        clear(answer)
    else:
        _set(answer, DRAFTS, keyed("drafts", str(person_id))[:DRAFTS_KEY], hidden=False)
    return answer


def forget(answer: Response) -> Response:
    """Take back all that the login gave, and what the device kept since."""
    for name in (cookie_name(), DRAFTS, DEVICE):
        _delete(answer, name)
    return clear(answer)


def clear(answer: Response) -> Response:
    """Have the browser drop what it kept of our pages: files, drafts, the service worker."""
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer


def is_lent(request: Request) -> bool:
    """Whether the person said, before she came in, that the device is not hers."""
    return request.cookies.get(LENT) == "1"


def lend(answer: Response, lent: bool) -> Response:
    """Keep that choice until the login."""
    if lent:
        _set(answer, LENT, "1", seconds=LENT_S)
    else:
        _delete(answer, LENT)
    return answer


def _set(
    answer: Response, name: str, value: str, *, hidden: bool = True, seconds: int | None = None
) -> None:
    answer.set_cookie(
        name,
        value,
        path="/",
        max_age=seconds,
        httponly=hidden,
        secure=settings().secure,
        samesite="lax",
    )


def _delete(answer: Response, name: str) -> None:
    answer.delete_cookie(
        name,
        path="/",
        httponly=name not in {DRAFTS, DEVICE},
        secure=settings().secure,
        samesite="lax",
    )
