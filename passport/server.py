"""Serves a finished build: granian with one process or several, none of which builds anything."""

import multiprocessing
import os
from collections.abc import Callable

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from passport.kernel.web.environment import ROOT, prepare_environment
from passport.kernel.web.manifest import load_manifest
from passport.settings import Settings

Say = Callable[[str], None]

# How long a process that is told to stop may finish what it does.
STOP_S = 10


def serve(settings: Settings, say: Say) -> None:
    """Serve until told to stop. Says what to do when there is no build."""
    if not load_manifest()["stamp"]:
        say("The pages are not built. Run `passport build` first.")
        raise SystemExit(1)
    os.chdir(ROOT)
    prepare_environment()
    # Reflex's own switches (0.10.1): use what was compiled, and compile nothing at the start.
    os.environ["REFLEX_ENV_MODE"] = "prod"
    os.environ["__REFLEX_SKIP_COMPILE"] = "1"
    # A forked process would take along the database's threads, which do not survive it.
    multiprocessing.set_start_method("spawn", force=True)
    say(f"Serving {settings.origin}")
    Server(
        "passport.app:app",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        workers_kill_timeout=STOP_S,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_access=False,
        websockets=True,
    ).serve()
