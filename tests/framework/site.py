"""A very small app with the product's edge, guard and seats, to try the framework's traps on."""

from typing import Any

import reflex as rx

from passport.identity.guard import PUBLIC, Gate, allow
from passport.kernel.web.app import edge, on_backend_error, on_frontend_error
from passport.kernel.web.log import configure_logs
from passport.kernel.web.socket import bind_seats
from passport.kernel.web.states import keep_states
from passport.settings import settings

configure_logs(settings())


class Notebook(rx.State):
    """What somebody wrote."""

    text: str = ""
    count: int = 0

    @rx.event
    @allow(PUBLIC)
    def write(self, text: str) -> None:
        """Keep a text."""
        self.text = text

    @rx.event
    @allow(PUBLIC)
    def add(self, n: int) -> None:
        """Add a number."""
        self.count += n

    @rx.event
    @allow(PUBLIC)
    def submit(self, form_data: dict[str, Any]) -> None:
        """Keep the text of a form."""
        self.text = form_data["words"]

    @rx.event
    @allow(PUBLIC)
    def fail(self) -> None:
        """Break."""
        raise RuntimeError("the words of somebody")

    @rx.event
    def forgotten(self) -> None:
        """An event that declares nobody."""
        self.text = "forgotten was called"

    def helper(self) -> None:
        """A public method that is not an event."""
        self.text = "helper was called"

    @rx.event
    @allow(PUBLIC)
    def read(self) -> None:
        """Send the text again."""
        self.text = self.text + ""
        self.count += 1


def page() -> rx.Component:
    """Shows it."""
    return rx.el.main(rx.el.p(Notebook.text), rx.el.p(Notebook.count))


app = rx.App(
    app_wraps={},
    toaster=None,
    api_transformer=edge(settings(), []),
    backend_exception_handler=on_backend_error,
    frontend_exception_handler=on_frontend_error,
)
app.add_middleware(Gate(), index=0)
bind_seats(app)
keep_states(app)
app.add_page(page, route="/")
