"""Server routes in every language: the same slug, with the language before it."""

from collections.abc import Sequence

from starlette.routing import BaseRoute, Mount, Route

from passport.kernel.i18n import LOCALES, SOURCE, locale_of


def in_every_language(routes: Sequence[BaseRoute]) -> list[BaseRoute]:
    """``routes``, and those of the source language under ``/en``, ``/ar``… too."""
    others = [code for code in LOCALES if code != SOURCE]
    plain = [route for route in routes if locale_of(getattr(route, "path", "/")) == SOURCE]
    return [*routes, *(copy for code in others for route in plain for copy in _under(route, code))]


def _under(route: BaseRoute, code: str) -> list[BaseRoute]:
    if isinstance(route, Mount):
        return [Mount(f"/{code}{route.path}", app=route.app, name=route.name)]
    if not isinstance(route, Route):
        raise TypeError(f"{route!r}: only routes and mounts are known in every language")
    # The home page answers with and without a slash at the end, so that nothing is redirected.
    paths = [f"/{code}", f"/{code}/"] if route.path == "/" else [f"/{code}{route.path}"]
    return [
        Route(path, route.endpoint, methods=sorted(route.methods or {"GET"}), name=route.name)
        for path in paths
    ]
