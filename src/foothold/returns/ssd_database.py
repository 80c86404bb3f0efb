"""The Standard Safeguarding Dataset in a live database. It is known by its address alone; `live_database` asks it, and
hands what it answers on in the form of a folder.
"""

from __future__ import annotations

from foothold.returns import ssd_folder
from foothold.returns.profile import Profile, Source


def never(_: Source) -> bool:
    """No file or folder is a database."""
    return False


SSD_DATABASE = Profile(
    name="ssd-database",
    title="Standard Safeguarding Dataset in a live database, by its address",
    feed="ssd",
    complete=True,
    recognise=never,
    read=ssd_folder.read,
    write_sample=ssd_folder.write_sample,
    folder=True,
    address=True,
)
