import json
import logging

import pytest
import structlog

from passport.kernel.web.log import configure_logs, redact, trace
from passport.settings import Settings

SECRETS = [
    "{'cookie': '__Host-sid=s3cr3t', 'accept': '*/*'}",
    '{"cookie": "sid=s3cr3t; draft=s3cr3t"}',
    "headers={'authorization': 's3cr3t', 'host': 'x'}",
    "GET /_event/?token=s3cr3t&EIO=4 101",
    "token=s3cr3t",
    "opened http://localhost:8000/auth/demo/callback?code=s3cr3t&state=abc",
    "write to s3cr3t@example.fr now",
    "payload={'text': 's3cr3t'}",
    "GET /p/s3cr3t-s3cr3t-s3cr3t-s3cr3t-s3cr3t-s3cr3t 200",
    "x-forwarded-for: s3cr3t",
    "path=/p/s3cr3t-of-22-letters status=200",
    "path=/en/p/s3cr3t/reponse status=303",
]


@pytest.mark.parametrize("line", SECRETS)
def test_what_must_not_be_kept_is_taken_out(line):
    assert "s3cr3t" not in redact(line)


def test_the_rest_of_a_line_stays():
    line = "request method=POST path=/rendez-vous status=303 ms=4.2"
    assert redact(line) == line


@pytest.fixture
def logs(capsys):
    """Sets the logs up when called, and reads them when called again."""
    ready = []

    def logs():
        if ready:
            return capsys.readouterr().err
        ready.append(True)
        configure_logs(Settings(log_level="debug"))
        return ""

    yield logs
    structlog.reset_defaults()
    logging.getLogger().handlers = []


@pytest.mark.parametrize("line", SECRETS)
def test_whoever_writes_is_redacted(logs, line):
    logs()
    logging.getLogger("reflex.app").warning("Received event: %s", line)
    logging.getLogger("anything").error(line)
    structlog.get_logger("passport.ours").info("event", line=line)
    seen = logs()
    assert seen.count("\n") == 3
    assert "s3cr3t" not in seen


def fail():
    words = "s3cr3t"
    try:
        raise ValueError(words)
    except ValueError as cause:
        raise RuntimeError(f"row refused: {words}") from cause


def test_an_exception_tells_where_and_what_kind_never_the_words(logs):
    logs()
    try:
        fail()
    except RuntimeError as error:
        said = trace(error)
        logging.getLogger("theirs").exception("it broke")
        structlog.get_logger("passport.ours").exception("it broke")
    seen = logs()
    for text in (said, seen):
        assert "s3cr3t" not in text
        assert "ValueError" in text
        assert "RuntimeError" in text
        assert "test_log.py" in text


def test_production_writes_json(capsys):
    configure_logs(
        Settings(
            passport_env="production",
            public_origin="https://passeport.example.fr",
            database_url="postgresql://x/y",
            smtp_url="smtp://mail.example.fr",
            trusted_proxies=1,
            secret_keys="MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=",
        )
    )
    structlog.get_logger("passport.ours").info("request", status=200)
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["status"]) == ("request", 200)
    structlog.reset_defaults()
    logging.getLogger().handlers = []
