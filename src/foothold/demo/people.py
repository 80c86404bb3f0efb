"""The people as whom one can look at the demonstration. Nobody bears these names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who can sign in to the demonstration."""

    username: str
    forename: str
    surname: str
    role: str  # identifier of the role that the web gives
    team: str = ""  # the team whose children are seen; blank for the whole council


PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson("commissioner", "Quapell", "Thimblewump", "commissioner"),
    DemoPerson("director", "Rufenn", "Copperlark", "director"),
    DemoPerson("assistant-director", "Tamlith", "Orchardmoss", "assistant_director"),
    DemoPerson("manager-duty", "Sonick", "Kestlerook", "team_manager", "T-N-DA"),
    DemoPerson("manager-north", "Bagor", "Nettlepatch", "team_manager", "T-N-SG1"),
    DemoPerson("analyst", "Fitova", "Saffronquill", "performance_analyst"),
    DemoPerson("social-worker", "Dorasp", "Brackendash", "social_worker"),
)
