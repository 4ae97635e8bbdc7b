import re
from collections import Counter
from pathlib import Path

import pytest
from starlette.requests import Request

from passport.kernel.i18n import LOCALES, use_locale
from passport.kernel.web.errors import error_page
from passport.kernel.web.templates import PACKAGE, render, render_template


def request(path="/", method="GET", **headers):
    return Request(
        {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        }
    )


def test_names_of_templates_are_unique():
    names = Counter(file.name for file in PACKAGE.glob("**/templates/*"))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(("code", "direction"), [("fr", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_a_page_says_its_language_and_direction(code, direction):
    with use_locale(code):
        html = render_template("offline.html").html
    assert f'<html lang="{code}" dir="{direction}"' in html


def test_a_page_links_to_itself_in_every_language():
    with use_locale("ar"):
        html = render_template(
            "error.html", path="/ar/p/x", title="", words="", reference="", before=""
        ).html
    for code, address in (("fr", "/p/x"), ("en", "/en/p/x"), ("ar", "/ar/p/x")):
        assert re.search(rf'<a href="{address}"[^>]*lang="{code}"', html), code
    assert set(LOCALES) == {"fr", "en", "ar"}


def test_a_page_in_another_language_is_about_the_same_thing():
    given = {"title": "", "words": "", "reference": "", "before": ""}
    html = render(request("/connexion"), "error.html", query="?a=1&next=/moi", **given)
    assert 'href="/ar/connexion?a=1&amp;next=/moi"' in html.body.decode()
    # The answer to a form has no address that a link could lead to.
    html = render(request("/passeport/certificats", method="POST"), "error.html", **given)
    assert "/passeport/certificats" not in html.body.decode()


@pytest.mark.parametrize(
    ("came_from", "method", "shown"),
    [
        ("http://localhost:8000/passeport/certificat", "POST", True),
        ("http://localhost:8000/passeport/certificat", "GET", False),
        ("https://elsewhere.example/", "POST", False),
        ("", "POST", False),
    ],
)
def test_a_form_that_fails_leads_back_to_where_it_was_filled_in(came_from, method, shown):
    failed = request("/passeport/certificats", method=method, referer=came_from)
    html = error_page(failed, 503).body.decode()
    assert (f'href="{came_from}"' in html) is shown


def test_what_a_person_typed_is_escaped():
    html = render_template(
        "error.html", title="<script>x</script>", words="", reference="", before=""
    ).html
    assert "<script" not in html


def test_the_policy_allows_the_style_of_the_page_and_no_script():
    answer = render(
        request(), "error.html", status=404, title="", words="", reference="", before=""
    )
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert policy.count("'sha256-") == 1
    assert answer.status_code == 404


def test_server_made_pages_carry_no_script_and_no_inline_handler():
    for file in PACKAGE.glob("**/templates/*.html"):
        text = file.read_text()
        assert "<script" not in text, file
        assert not re.search(r"\s(on\w+|style)=", text), file


def test_no_template_is_left_out_of_the_package():
    assert Path(PACKAGE / "kernel" / "web" / "templates" / "base.html").exists()
