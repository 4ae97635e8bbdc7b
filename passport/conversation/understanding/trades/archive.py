"""The official archive of the ROME, as France Travail publishes it: read whole, or refused.

Files ``unix_*_vNNN_utf8.csv`` of any 4.x version. Licence Ouverte 2.0, France Travail.
"""

import csv
import gzip
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

CODE = re.compile(r"[A-Z]\d{4}")

NEEDED: Mapping[str, tuple[str, ...]] = {
    "referentiel_code_rome": ("code_rome", "libelle_rome"),
    "referentiel_appellation": ("code_ogr", "libelle_appellation_long", "code_rome"),
    "referentiel_competence": ("code_ogr", "libelle_competence"),
    "coherence_item": ("code_rome", "code_ogr"),
    "texte": ("code_rome", "libelle_type_texte", "position_phrase", "libelle_texte"),
}
"""The files that are read, and the columns that each must have."""

Progress = Callable[[float], None]


class Refused(Exception):
    """An archive that cannot be taken; the message names the file, and the line where it is one."""


@dataclass(frozen=True, slots=True)
class Occupation:
    """One code of the ROME: its label, the code it comes from, and its definition by sentence."""

    code: str
    parent: str
    label: str
    definition: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """What the product keeps of an archive.

    ``names`` are (code, label, seldom used); ``know_how`` is (code, key, label, at the heart of the
    trade).
    """

    version: str
    occupations: tuple[Occupation, ...]
    names: tuple[tuple[str, str, bool], ...]
    know_how: tuple[tuple[str, str, str, bool], ...]


def read(folder: Path, progress: Progress = lambda share: None) -> Archive:
    """Read the archive in ``folder``. Raises ``Refused``, and then nothing was kept."""
    version, paths = find(folder)
    codes = dict(_codes(paths["referentiel_code_rome"]))
    progress(0.1)
    definitions = _definitions(paths["texte"], codes)
    progress(0.3)
    names = tuple(_names(paths["referentiel_appellation"], codes))
    progress(0.5)
    labels = dict(_skills(paths["referentiel_competence"]))
    progress(0.7)
    know_how = tuple(_links(paths["coherence_item"], codes, labels))
    progress(1.0)
    return Archive(
        version=version,
        occupations=tuple(
            Occupation(code, parent, label, tuple(definitions.get(code, ())))
            for code, (label, parent) in codes.items()
        ),
        names=names,
        know_how=know_how,
    )


def find(folder: Path) -> tuple[str, dict[str, Path]]:
    """The version of the archive and its files. Raises ``Refused`` when one is not there."""
    if not folder.is_dir():
        raise Refused(f"{folder}: no such folder")
    found: dict[str, dict[str, Path]] = {}
    for path in sorted(folder.iterdir()):
        match = re.fullmatch(r"unix_(\w+?)_v(\d{3})_utf8\.csv", path.name)
        if match:
            found.setdefault(match[2], {})[match[1]] = path
    if not found:
        raise Refused(f"{folder}: no file unix_…_vNNN_utf8.csv. Unpack the archive here first.")
    if len(found) > 1:
        raise Refused(f"{folder}: several versions ({', '.join(sorted(found))}). Keep one.")
    version, paths = found.popitem()
    if not version.startswith("4"):
        raise Refused(f"{folder}: version {version} is not of ROME 4.0 (400 to 499)")
    missing = [f"unix_{name}_v{version}_utf8.csv" for name in NEEDED if name not in paths]
    if missing:
        raise Refused(f"{folder}: missing {', '.join(missing)}")
    return version, paths


def _rows(path: Path, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a file with the number of their last line. Raises ``Refused``."""
    number = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            missing = [column for column in NEEDED[name] if column not in header]
            if missing:
                raise Refused(f"{path.name}, line 1: no column {', '.join(missing)}")
            rows = 0
            for row in reader:
                number = reader.line_num
                if not row:
                    continue
                if len(row) != len(header):
                    raise Refused(
                        f"{path.name}, line {number}: {len(row)} columns instead of {len(header)}"
                    )
                rows += 1
                yield number, dict(zip(header, row, strict=True))
            if not rows:
                raise Refused(f"{path.name}: no rows")
    except UnicodeDecodeError as error:
        raise Refused(f"{path.name}, line {_line_of(path)}: not UTF-8 ({error.reason})") from None
    except csv.Error as error:
        raise Refused(f"{path.name}, line {number + 1}: {error}") from None
    except OSError as error:
        raise Refused(f"{path.name}: {error.strerror}") from None


def _line_of(path: Path) -> int:
    """The first line that is not UTF-8."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 0


def _code(path: Path, number: int, code: str, known: Mapping[str, object] | None = None) -> str:
    if not CODE.fullmatch(code):
        raise Refused(f"{path.name}, line {number}: {code!r} is not a ROME code")
    if known is not None and code not in known:
        raise Refused(f"{path.name}, line {number}: code {code} is not in the list of codes")
    return code


def _text(path: Path, number: int, column: str, text: str) -> str:
    # Quotes are doubled in some texts of the archive: "d''Aptitude".
    text = " ".join(text.replace("''", "'").split())
    if not text:
        raise Refused(f"{path.name}, line {number}: {column} is empty")
    return text


def _codes(path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    seen: set[str] = set()
    for number, row in _rows(path, "referentiel_code_rome"):
        code = _code(path, number, row["code_rome"])
        if code in seen:
            raise Refused(f"{path.name}, line {number}: code {code} comes twice")
        seen.add(code)
        parent = _code(path, number, row.get("code_rome_parent") or code)
        yield code, (_text(path, number, "libelle_rome", row["libelle_rome"]), parent)


def _names(path: Path, codes: Mapping[str, object]) -> Iterator[tuple[str, str, bool]]:
    for number, row in _rows(path, "referentiel_appellation"):
        code = _code(path, number, row["code_rome"], codes)
        label = _text(path, number, "libelle_appellation_long", row["libelle_appellation_long"])
        yield code, label, row.get("peu_usite") == "O"


def _definitions(path: Path, codes: Mapping[str, object]) -> dict[str, list[str]]:
    sentences: dict[str, list[tuple[int, str]]] = {}
    for number, row in _rows(path, "texte"):
        code = _code(path, number, row["code_rome"], codes)
        if row["libelle_type_texte"] != "definition":
            continue
        if not row["position_phrase"].isdecimal():
            raise Refused(
                f"{path.name}, line {number}: position {row['position_phrase']!r} is not a number"
            )
        text = _text(path, number, "libelle_texte", row["libelle_texte"])
        sentences.setdefault(code, []).append((int(row["position_phrase"]), text))
    return {code: [text for _, text in sorted(found)] for code, found in sentences.items()}


def _skills(path: Path) -> Iterator[tuple[str, str]]:
    for number, row in _rows(path, "referentiel_competence"):
        if not row["code_ogr"].isdecimal():
            raise Refused(f"{path.name}, line {number}: {row['code_ogr']!r} is not a number")
        label = _text(path, number, "libelle_competence", row["libelle_competence"])
        if row.get("cat_comp", "Savoir-faire") == "Savoir-faire":
            yield row["code_ogr"], label


def _links(
    path: Path, codes: Mapping[str, object], labels: Mapping[str, str]
) -> Iterator[tuple[str, str, str, bool]]:
    """Know-how of each code. Links to knowledge and to savoir-être are for others."""
    for number, row in _rows(path, "coherence_item"):
        code = _code(path, number, row["code_rome"], codes)
        label = labels.get(row["code_ogr"])
        if label is not None:
            yield code, row["code_ogr"], label, row.get("coeur_metier") == "Principale"


def forms(label: str) -> list[str]:
    """Masculine and feminine of "Vendeur / Vendeuse en boulangerie"."""
    his, slash, hers = label.partition(" / ")
    if not slash:
        return [label]
    rest = hers.split()[len(his.split()) :]
    return [" ".join((his, *rest)), hers]


def save(archive: Archive, folder: Path) -> Path:
    """Write what is kept of an archive to a new file in ``folder``; the same archive, the same bytes."""
    told = json.dumps(asdict(archive), ensure_ascii=False).encode()
    making = folder / f".rome.{os.getpid()}.json.gz"
    making.write_bytes(gzip.compress(told, compresslevel=6, mtime=0))
    return making


def load(path: Path) -> Archive:
    """Read back what ``save`` wrote."""
    told = json.loads(gzip.decompress(path.read_bytes()))
    return Archive(
        version=told["version"],
        occupations=tuple(
            Occupation(each["code"], each["parent"], each["label"], tuple(each["definition"]))
            for each in told["occupations"]
        ),
        names=tuple(tuple(each) for each in told["names"]),
        know_how=tuple(tuple(each) for each in told["know_how"]),
    )
