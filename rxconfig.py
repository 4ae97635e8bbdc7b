"""Reflex configuration: every value comes from ``passport.settings``."""

import reflex as rx
from reflex_base.plugins.sitemap import SitemapPlugin

from passport.frontend import PLACEHOLDER_ORIGIN, FrontendPlugin
from passport.kernel.web.environment import prepare_environment
from passport.kernel.web.origin import allowed_origins
from passport.settings import settings
from passport.ui.theme import Theme

prepare_environment()

# Longer than the longest session: what a tab shows never vanishes under an active person.
STATE_EXPIRATION_S = 10 * 3600

config = rx.Config(
    app_name="passport",
    app_module_import="passport.app",
    api_url=PLACEHOLDER_ORIGIN,
    deploy_url=None,
    backend_port=settings().port,
    cors_allowed_origins=allowed_origins(settings()),
    transport="websocket",
    state_manager_mode=(
        rx.constants.StateManagerMode.REDIS
        if settings().redis_url
        else rx.constants.StateManagerMode.MEMORY
    ),
    redis_url=settings().redis_url or None,
    redis_token_expiration=STATE_EXPIRATION_S,
    trusted_proxy_hops=settings().trusted_proxies,
    react_strict_mode=False,
    frontend_lazy_bundled_libraries=True,
    # The first of two that a browser accepts equally is the one it gets.
    frontend_compression_formats=["brotli", "gzip"],
    telemetry_enabled=False,
    show_built_with_reflex=False,
    plugins=[Theme(), FrontendPlugin()],
    disable_plugins=[SitemapPlugin],
)
