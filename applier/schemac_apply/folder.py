"""The migration folder: its files, their hashes and its settings (spec/migrations-folder.md)."""

from __future__ import annotations

import codecs
import hashlib
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from schemac_apply.errors import FolderError

FORMAT_VERSION = 1
DEFAULT_LEDGER_TABLE = "schemac_migrations"

# How much of a file is in memory at once.
_BLOCK = 1 << 20
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SQL = ".sql"
_DOWN = ".down.sql"
_SETTINGS = ("meta", "folder.json")


@dataclass(frozen=True, slots=True)
class Migration:
    """One migration of a folder.

    Args:
        name: the file's base name, without `.sql`.
        path: the forward file.
        down_path: the file that leads back, where there is one.
        hash: SHA-256 of the forward file as `normalised_hash` has it.
    """

    name: str
    path: Path
    down_path: Path | None
    hash: str

    def chunks(self) -> Iterator[str]:
        """The forward script in pieces, line ends as LF and without a byte-order mark.

        Raises FolderError, at the end, where it is not what `hash` was made of."""
        digest = hashlib.sha256()
        yield from _text(self.path, digest)
        if digest.hexdigest() != self.hash:
            raise FolderError(f"{self.path} was changed while it was being read")

    def text(self) -> str:
        """The forward script as one text."""
        return "".join(self.chunks())

    def down_text(self) -> str | None:
        """The script that leads back, or None where there is none."""
        return None if self.down_path is None else "".join(_text(self.down_path, hashlib.sha256()))


@dataclass(frozen=True, slots=True)
class Folder:
    """A migration folder as it was read.

    Args:
        path: where it is.
        dialect: the kind of database it was written for.
        ledger_table: the name of the ledger's table.
        ledger_schema: its schema; None is the connection's current one.
        migrations: in the order in which they are applied.
    """

    path: Path
    dialect: str
    ledger_table: str
    ledger_schema: str | None
    migrations: tuple[Migration, ...]


def normalised_hash(data: bytes) -> str:
    """SHA-256, in hex, of `data` with CRLF and CR as LF and without a UTF-8 byte-order mark."""
    return _hash(_blocks(io.BytesIO(data)))


def read_folder(path: Path | str) -> Folder:
    """Read the folder at `path`.

    Raises:
        FolderError: it is absent, its `meta/folder.json` is absent, broken or of a later format, a
            `.down.sql` has no `.sql`, a symbolic link leads out of it, or two names are alike somewhere.
    """
    path = Path(path)
    if not path.is_dir():
        raise FolderError(f"no migration folder at {path}", help="name it with --dir")
    dialect, table, schema = _read_settings(path.joinpath(*_SETTINGS))
    return Folder(path, dialect, table, schema, _read_migrations(path))


def write_folder_file(
    path: Path | str,
    *,
    dialect: str,
    ledger_table: str = DEFAULT_LEDGER_TABLE,
    ledger_schema: str | None = None,
) -> Path:
    """Write `meta/folder.json` below `path`, making folders as needed, and return where it is."""
    file = Path(path).joinpath(*_SETTINGS)
    settings = {
        "version": FORMAT_VERSION,
        "dialect": dialect,
        "ledger": {"schema": ledger_schema, "table": ledger_table},
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes((json.dumps(settings, indent=2, ensure_ascii=False) + "\n").encode())
    return file


def _read_settings(file: Path) -> tuple[str, str, str | None]:
    try:
        settings = json.loads(file.read_bytes())
    except FileNotFoundError:
        raise FolderError(
            f"{file} is missing: it says for which dialect the folder was written",
            help="restore it from version control; `schemac generate` writes it",
        ) from None
    except (OSError, ValueError) as error:
        raise FolderError(f"{file} cannot be read: {error}") from None
    if not isinstance(settings, dict):
        raise FolderError(f"{file} must hold a JSON object")
    version = settings.get("version")
    if version != FORMAT_VERSION or isinstance(version, bool):
        raise FolderError(
            f"{file} has format version {version!r}; this applier knows version {FORMAT_VERSION}",
            help="install the release of schemac that wrote the folder, or a later one",
        )
    ledger = settings.get("ledger", {})
    if not isinstance(ledger, dict):
        raise FolderError(f"{file}: `ledger` must be an object")
    dialect, table, schema = (
        settings.get("dialect"),
        ledger.get("table", DEFAULT_LEDGER_TABLE),
        ledger.get("schema"),
    )
    if not isinstance(dialect, str) or not dialect:
        raise FolderError(f"{file}: `dialect` must be a name")
    if not isinstance(table, str) or not table:
        raise FolderError(f"{file}: `ledger.table` must be a name")
    if schema is not None and (not isinstance(schema, str) or not schema):
        raise FolderError(f"{file}: `ledger.schema` must be a name or null")
    return dialect, table, schema


def _read_migrations(path: Path) -> tuple[Migration, ...]:
    root = path.resolve()
    forward: dict[str, Path] = {}
    down: dict[str, Path] = {}
    spelled: dict[str, str] = {}
    for file in sorted(path.iterdir()):
        # A leading dot is what editors and file systems give to files of their own.
        if file.name.startswith(".") or file.suffix.lower() != _SQL:
            continue
        if file.name.lower().endswith(_DOWN) and not file.name.endswith(_DOWN):
            raise FolderError(f"{file} must end in {_DOWN}, in lower case, to lead back")
        if file.suffix != _SQL:
            raise FolderError(f"{file} must end in {_SQL}, in lower case, to be applied")
        try:
            target = file.resolve(strict=True)
        except (OSError, RuntimeError):
            raise FolderError(f"{file} is a symbolic link that leads nowhere") from None
        if not target.is_relative_to(root):
            raise FolderError(f"{file} is a symbolic link that leaves the folder")
        if not target.is_file():
            raise FolderError(f"{file} is not a file")
        alike = spelled.setdefault(unicodedata.normalize("NFC", file.name).casefold(), file.name)
        if alike != file.name:
            raise FolderError(f"duplicate migration in {path}: {alike} and {file.name} differ only in spelling")
        if file.name.endswith(_DOWN):
            down[file.name.removesuffix(_DOWN)] = file
        else:
            forward[file.name.removesuffix(_SQL)] = file
    for name in sorted(down.keys() - forward.keys()):
        raise FolderError(f"{down[name]} leads back from {name}{_SQL}, which is not there")
    return tuple(
        Migration(name, forward[name], down.get(name), _hash(_file_blocks(forward[name]))) for name in sorted(forward)
    )


def _hash(blocks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block)
    return digest.hexdigest()


def _file_blocks(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as stream:
            yield from _blocks(stream)
    except OSError as error:
        raise FolderError(f"{file} cannot be read: {error.strerror}") from None


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file, line ends as LF and without a byte-order mark, a bounded number at a time."""
    held = b""
    block = stream.read(_BLOCK).removeprefix(_BYTE_ORDER_MARK)
    while block:
        block = held + block
        # What follows a CR says whether it is half of a line end.
        held = block[-1:] if block.endswith(b"\r") else b""
        yield block.removesuffix(b"\r").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        block = stream.read(_BLOCK)
    if held:
        yield b"\n"


def _text(file: Path, digest: hashlib._Hash) -> Iterator[str]:
    """A file's text as `_blocks` gives it, each block added to `digest`."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    for block in chain(_file_blocks(file), [b""]):
        digest.update(block)
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            line += error.object.count(b"\n", 0, error.start)
            raise FolderError(f"{file}:{line}: not UTF-8", help="save the file as UTF-8") from None
        if "\0" in text:
            line += text.count("\n", 0, text.index("\0"))
            raise FolderError(f"{file}:{line}: holds a NUL character")
        line += text.count("\n")
        if text:
            yield text
