"""Exampleshire's teams: what they do, where, and how many social work posts they are meant to have."""

from __future__ import annotations

from dataclasses import dataclass

AUTHORITY = "E99000001"
COUNCIL = "Exampleshire"
DISTRICTS = {"north": ("ZZ1", "ZZ2", "ZZ3", "ZZ4"), "west": ("ZZ5", "ZZ6", "ZZ7", "ZZ8", "ZZ9")}
"""Postcode districts that the Royal Mail does not use."""

FRONT_DOOR = "Front door"
DUTY = "Duty and assessment"
SAFEGUARDING = "Safeguarding"
LOOKED_AFTER = "Looked after"
DISABLED = "Disabled children"
LEAVING_CARE = "Leaving care"


@dataclass(frozen=True)
class Team:
    """One team of the service; `posts` counts its social work posts, the team manager's among them."""

    id: str
    name: str
    locality: str  # north, west or county
    area: str
    posts: int


TEAMS = (
    Team("T-N-DA", "North Duty and Assessment 1", "north", DUTY, 23),
    Team("T-N-DA2", "North Duty and Assessment 2", "north", DUTY, 22),
    Team("T-W-DA", "West Duty and Assessment 1", "west", DUTY, 19),
    Team("T-W-DA2", "West Duty and Assessment 2", "west", DUTY, 18),
    Team("T-W-DA3", "West Duty and Assessment 3", "west", DUTY, 18),
    Team("T-N-SG1", "North Safeguarding 1", "north", SAFEGUARDING, 26),
    Team("T-N-SG2", "North Safeguarding 2", "north", SAFEGUARDING, 26),
    Team("T-W-SG1", "West Safeguarding 1", "west", SAFEGUARDING, 26),
    Team("T-W-SG2", "West Safeguarding 2", "west", SAFEGUARDING, 26),
    Team("T-W-SG3", "West Safeguarding 3", "west", SAFEGUARDING, 26),
    Team("T-N-CLA", "North Looked After", "north", LOOKED_AFTER, 40),
    Team("T-W-CLA", "West Looked After", "west", LOOKED_AFTER, 50),
    Team("T-C-FD", "Front Door (MASH)", "county", FRONT_DOOR, 36),
    Team("T-C-DIS", "Disabled Children", "county", DISABLED, 26),
    Team("T-C-LC", "Leaving Care", "county", LEAVING_CARE, 18),
)
NUMBER = {team.id: number for number, team in enumerate(TEAMS)}
"""Place of each team in TEAMS, by its identifier."""
LOCALITIES = (("L-NORTH", "North", "north"), ("L-WEST", "West", "west"), ("L-COUNTY", "Countywide", "county"))


def teams_of(area: str, locality: str | None = None) -> list[int]:
    """Places in TEAMS of the teams of a service area, of one locality where that is given."""
    return [
        number
        for number, team in enumerate(TEAMS)
        if team.area == area and (locality is None or team.locality == locality)
    ]
