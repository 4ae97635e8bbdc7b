"""Files of examples are recognised by what they hold, and scored."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from passport.cli import app
from passport.conversation.evaluation import Unreadable, score


def _file(folder: Path, *rows: object) -> Path:
    path = folder / "anything.txt"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_titles_are_scored_by_style(tmp_path: Path) -> None:
    table = score(
        _file(
            tmp_path,
            {"text": "boulangère", "style": "title", "accept_parent": ["D1102"]},
            {"text": "boulangère", "style": "title", "accept_parent": ["M1805"]},
            {"text": "xqzt", "style": "nonsense", "accept_parent": ["D1102"]},
        )
    )
    lines = {row[0]: row for row in table.rows}
    assert lines["title"][2:5] == ["2", "50.0", "50.0"]
    assert lines["nonsense"][2:] == ["1", "0.0", "0.0", "0.0", "0.0", "–"]
    assert lines["all"][2] == "3"
    assert "boulang" not in str(table)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ('{"text": "x"}', "not in a format"),
        ('{"text": "x", "accept_parent": []}\nnot json', "line 2"),
        ("[1]", "line 1: not an object"),
    ],
)
def test_a_file_that_cannot_be_scored_is_refused_with_the_line(
    tmp_path: Path, text: str, problem: str
) -> None:
    path = tmp_path / "file.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable, match=problem):
        score(path)
    told = CliRunner().invoke(app, ["eval", str(path)])
    assert told.exit_code == 1
    assert problem in told.stderr


def test_the_command_prints_the_table(tmp_path: Path) -> None:
    path = _file(tmp_path, {"text": "boulangère", "accept_parent": ["D1102"]})
    told = CliRunner().invoke(app, ["eval", str(path)])
    assert told.exit_code == 0
    assert "acc@5" in told.stdout
