"""Files appear whole or not at all, and those of one spec together (T36, T37)."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from docgen.delivery.marks import is_ours
from docgen.diagnostics import Diagnostic, DocgenError, Location, report

__all__ = ["Content", "explain", "flush_folder", "save", "write_through"]

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
NewName = Callable[[], Path]
Content = bytes | Iterable[bytes]
"""What a file holds: bytes, or pieces of a file that is larger than the memory."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


def save(folder: Path, files: Mapping[str, Content], *, force: bool = False) -> tuple[Path, ...]:
    """Write files into a folder, all of them or none; the folder is made when it is missing.

    A file of the same name is replaced only when docgen made it and nobody saved it since, or with
    ``force``. Returns the paths in the order given. Raises DocgenError (DG801 to DG805, DG807); then
    nothing new is in the folder, no temporary file is left and older files are as they were.
    """
    try:
        with _new_folder(folder):
            _refuse_to_overwrite(folder, files, force=force)
            _write_and_rename(folder, files)
    except OSError as problem:
        raise DocgenError([explain(folder, problem)]) from problem
    return tuple(folder / name for name in files)


@contextlib.contextmanager
def _new_folder(folder: Path) -> Iterator[None]:
    """Make a folder with those above it; what was made goes again when the work in it fails."""
    missing = [path for path in (folder, *folder.parents) if not os.path.lexists(path)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for path in missing:
            with contextlib.suppress(OSError):  # somebody else may have put something into it by now
                path.rmdir()
        raise


def _refuse_to_overwrite(folder: Path, names: Iterable[str], *, force: bool) -> None:
    """Report every file in the way at once."""
    standing = [folder / name for name in names if os.path.lexists(folder / name)]
    findings = []
    for path in standing:
        if path.is_dir() and not path.is_symlink():
            findings.append(_finding("DG807", path, name=path.name))
        elif not force and not is_ours(path):
            findings.append(_finding("DG805", path, name=path.name))
    if findings:
        raise DocgenError(findings)


def _write_and_rename(folder: Path, files: Mapping[str, Content]) -> None:
    """Write every file under a temporary name first, then give all of them their names."""
    with _temporary_names(folder) as new_name:
        pairs = []
        for name, content in files.items():
            draft = new_name()
            write_through(draft, content)
            pairs.append((draft, folder / name))
        _rename_all(pairs, new_name)
        flush_folder(folder)


@contextlib.contextmanager
def _temporary_names(folder: Path) -> Iterator[NewName]:
    """Hand out names nobody can guess, and remove whatever still has one at the end."""
    taken: list[Path] = []

    def new_name() -> Path:
        taken.append(folder / f".docgen-{secrets.token_hex(8)}.tmp")
        return taken[-1]

    try:
        yield new_name
    finally:
        for path in taken:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def write_through(path: Path, content: Content, mode: int | None = None) -> None:
    """Write a new file down to the disk; without a mode it follows the user's umask."""
    with open(os.open(path, _NEW_FILE, 0o666), "wb") as file:  # noqa: PTH123 - O_EXCL needs a descriptor
        if mode is not None:
            path.chmod(mode)
        file.writelines([content] if isinstance(content, bytes) else content)
        file.flush()
        os.fsync(file.fileno())


def _rename_all(pairs: list[tuple[Path, Path]], new_name: NewName) -> None:
    """Rename drafts to their names; when one fails, put the earlier ones back as they were."""
    done: list[tuple[Path, Path | None]] = []
    try:
        for draft, path in pairs:
            older = _keep(path, new_name())
            done.append((path, older))
            draft.replace(path)
    except BaseException:
        for path, older in reversed(done):
            _put_back(path, older)
        raise


def _keep(path: Path, second_name: Path) -> Path | None:
    """Keep an older file under a second name, so that it can come back; None when there is none."""
    try:
        os.link(path, second_name, follow_symlinks=False)
    except FileNotFoundError:
        return None
    except (OSError, NotImplementedError):  # a file system without hard links
        shutil.copy2(path, second_name, follow_symlinks=False)
    return second_name


def _put_back(path: Path, older: Path | None) -> None:
    with contextlib.suppress(OSError):
        if older is None:
            path.unlink(missing_ok=True)
        else:
            older.replace(path)


def flush_folder(folder: Path) -> None:
    """Make the new names survive a power cut, where the system can do that for a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with contextlib.suppress(OSError):  # some network drives cannot; the files are there all the same
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def explain(folder: Path, problem: OSError) -> Diagnostic:
    """Say in our codes what the system said."""
    if isinstance(problem, (FileExistsError, NotADirectoryError)):
        return _finding("DG801", folder, folder=str(folder), obstacle=str(_obstacle(folder)))
    if problem.errno in _NOT_ALLOWED:
        return _finding("DG802", folder, folder=str(folder))
    if problem.errno in _NO_ROOM:
        return _finding("DG803", folder, folder=str(folder))
    words = problem.strerror or type(problem).__name__
    return _finding("DG804", folder, folder=str(folder), problem=words)


def _obstacle(folder: Path) -> Path:
    """Find the file that stands where a folder is wanted."""
    for path in (folder, *folder.parents):
        if os.path.lexists(path):
            return path
    return folder


def _finding(code: str, where: Path, **facts: str) -> Diagnostic:
    return report(code, Location(file=str(where)), **facts)
