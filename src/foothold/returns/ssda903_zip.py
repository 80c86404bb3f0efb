"""The looked-after children return (SSDA903) as one zip archive of its modules."""

from __future__ import annotations

import zipfile
from pathlib import Path

from foothold.returns import archive
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.ssda903 import sample
from foothold.returns.ssda903_csv import FEED, module_of, read_modules


def recognise(source: Source) -> bool:
    """An archive in which a file has exactly the columns of a module."""
    if source.is_folder or not archive.is_archive(source.path):
        return False
    return any(module_of(head) is not None for _, head in archive.heads(source.path))


def read(source: Source, reading: Reading) -> Content:
    """Unpack, tell the modules by their columns, and read them together."""
    files: dict[str, tuple[Path, str]] = {}
    for path in archive.unpack(source.path, reading.folder / "unpacked", file=source.name, log=reading.log):
        with path.open("rb") as file:
            module = module_of(file.read(archive.HEAD))
        if module is None:
            reading.log.add("file-unknown", file=path.name)
        elif module in files:
            reading.log.refuse("file-duplicate", file=path.name)
        else:
            files[module] = (path, path.name)
    if not files:
        reading.log.refuse("folder-unknown", file=source.name)
    return read_modules(files, reading)


def write_sample(folder: Path) -> Path:
    """Every module of the synthetic return in one archive."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / "ssda903.zip", "w", zipfile.ZIP_DEFLATED) as package:
        for module in sample.SAMPLE:
            path = sample.write(module, folder / "modules")
            package.write(path, path.name)
    return folder / "ssda903.zip"


SSDA903_ZIP = Profile(
    name="ssda903-zip",
    title="looked-after children return (SSDA903), its modules in a zip archive",
    feed=FEED,
    complete=False,
    recognise=recognise,
    read=read,
    write_sample=write_sample,
)
