"""Taking files off the wire straight into the upload area, no further than the limit allows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from foothold_web.uploads import area


class Received(UploadedFile):
    """A file that lies in the upload area; `name` is the browser's, cleaned."""

    def __init__(self, path: Path, name: str, size: int) -> None:
        super().__init__(None, name, "", size)
        self.path = path


class IntoTheArea(FileUploadHandler):
    """Writes each file of a request below one folder; past the limit nothing more is written."""

    chunk_size = 1 << 20

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.received: list[Received] = []
        self.written = 0
        self.twice = False
        self._path = folder
        self._file: BinaryIO | None = None

    @property
    def too_large(self) -> bool:
        """Whether more came than is taken."""
        return self.written > area.MOST_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file under a name of ours."""
        super().new_file(*args, **kwargs)
        self._path = self.folder / area.stored_name(self.file_name or "", len(self.received) + 1)
        self.twice = self.twice or self._path.exists()
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        self._file = os.fdopen(descriptor, "wb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a part, unless too much has come already."""
        self.written += len(raw_data)
        if self._file and not self.too_large:
            self._file.write(raw_data)

    def file_complete(self, file_size: int) -> Received:
        """End a file, safely on disk."""
        if self._file:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None
        done = Received(self._path, area.cleaned(self.file_name or ""), file_size)
        self.received.append(done)
        return done

    def upload_interrupted(self) -> None:
        """Let go of a file whose sender went away."""
        if self._file:
            self._file.close()
