"""What Reflex reads from the environment, set before it is imported."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


# Reflex lets the environment speak louder than its configuration; what guards people stays ours.
DECIDED_HERE = (
    "REFLEX_CORS_ALLOWED_ORIGINS",
    "REFLEX_TRANSPORT",
    "REFLEX_STATE_MANAGER_MODE",
    "REFLEX_REDIS_URL",
    "REFLEX_TRUSTED_PROXY_HOPS",
)


def prepare_environment() -> None:
    """Set what Reflex reads from the environment: no download of tools, no telemetry, one Bun.

    Origins, transport, where states are kept and which proxies are believed come from
    ``passport.settings`` alone: variables of Reflex that would overrule them are taken away.
    """
    for name in DECIDED_HERE:
        os.environ.pop(name, None)
    scripts = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", "")
    if scripts not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join((scripts, path))
    for name, value in {
        "REFLEX_USE_SYSTEM_BUN": "1",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_USE_GRANIAN": "1",
        # Nobody sends more than a long sentence; a phone that left is noticed within 35 seconds.
        "REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE": str(64 * 1024),
        "REFLEX_SOCKET_INTERVAL": "20",
        "REFLEX_SOCKET_TIMEOUT": "15",
    }.items():
        os.environ.setdefault(name, value)
