"""The Standard Safeguarding Dataset as one zip archive of its CSV files."""

from __future__ import annotations

import zipfile
from pathlib import Path

from foothold.returns import archive, ssd_folder
from foothold.returns.profile import Content, Profile, Reading, Source


def recognise(source: Source) -> bool:
    """An archive in which a file bears an object's name and that object's headings."""
    if source.is_folder or not archive.is_archive(source.path):
        return False
    return any(ssd_folder.is_object(Path(name), head) for name, head in archive.heads(source.path))


def read(source: Source, reading: Reading) -> Content:
    """Unpack, then read as a folder."""
    folder = reading.folder / "unpacked"
    archive.unpack(source.path, folder, file=source.name, log=reading.log)
    return ssd_folder.read(Source(folder, source.name), reading)


def write_sample(folder: Path) -> Path:
    """The synthetic extract in one archive."""
    extract = ssd_folder.write_sample(folder)
    with zipfile.ZipFile(folder / "ssd.zip", "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(extract.iterdir()):
            package.write(path, path.name)
    return folder / "ssd.zip"


SSD_ZIP = Profile(
    name="ssd-zip",
    title="Standard Safeguarding Dataset, its CSV files in a zip archive",
    feed="ssd",
    complete=True,
    recognise=recognise,
    read=read,
    write_sample=write_sample,
)
