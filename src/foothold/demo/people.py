"""The people as whom one can look at the demonstration: invented, and each called by their role as well as by name."""

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
    DemoPerson("commissioner", "Harriet", "Lowe", "commissioner"),
    DemoPerson("director", "Daniel", "Ashworth", "director"),
    DemoPerson("assistant-director", "Priya", "Nair", "assistant_director"),
    DemoPerson("manager-duty", "Marcus", "Reid", "team_manager", "T-N-DA"),
    DemoPerson("manager-north", "Eleanor", "Pugh", "team_manager", "T-N-SG1"),
    DemoPerson("analyst", "Owen", "Fairclough", "performance_analyst"),
    DemoPerson("programme-manager", "Imogen", "Stone", "trust_programme_manager"),
    DemoPerson("social-worker", "Shazia", "Malik", "social_worker"),
    DemoPerson("reviewing-officer", "Grace", "Oyelaran", "independent_reviewing_officer"),
    DemoPerson("dfe-official", "Thomas", "Keane", "dfe_official"),
    DemoPerson("lead-member", "Judith", "Barlow", "lead_member"),
)
