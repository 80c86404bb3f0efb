"""The roles a person can hold, each described so that the manager who grants it knows what it opens."""

from __future__ import annotations

from enum import IntEnum


class Tier(IntEnum):
    """How closely a person may look at children."""

    PUBLISHED = 1  # counts only, and none of 1 to 5 or what would tell one
    AGGREGATES = 2  # counts only, no row about one child
    PSEUDONYMS = 3  # rows about children under a pseudonym that is theirs alone
    IDENTIFIABLE = 4  # rows with the council's identifier and, on purpose, the child's name


SEE_INDICATORS = "indicators.see"
SEE_CASES = "cases.see"
EXPORT_CASES = "cases.export"
SEE_UNALLOCATED = "unallocated.see"
SEE_REPORTS = "reports.see"
SEE_LOADS = "loads.see"
SEE_ERASURES = "erasures.see"
SEE_AUDIT = "audit.see"
SEE_HOME = "home.see"
SEE_PROGRAMME = "programme.see"
RUN_PROGRAMME = "programme.run"
DECIDE_PROGRAMME = "programme.decide"
SEE_CHECKS = "checks.see"
SEE_MONITORS = "monitors.see"
MARK_CHECKS = "checks.mark"
MAP_ROLES = "worker_roles.map"
LOAD_RETURNS = "returns.load"
RECORD_CIRCUMSTANCES = "circumstances.record"

EVERYBODY = frozenset({SEE_HOME, SEE_INDICATORS})  # but the lead member, who has one page
DATA_WORK = frozenset({MARK_CHECKS, MAP_ROLES, LOAD_RETURNS, RECORD_CIRCUMSTANCES})
"""What changes how data are read or shown: for whoever answers for the figures, not for who is judged by them."""
PERMISSIONS = EVERYBODY | DATA_WORK | {SEE_CHECKS, SEE_MONITORS}
PERMISSIONS |= {SEE_CASES, EXPORT_CASES, SEE_UNALLOCATED, SEE_REPORTS, SEE_LOADS, SEE_AUDIT, SEE_PROGRAMME}
PERMISSIONS |= {SEE_ERASURES}
PERMISSIONS |= {RUN_PROGRAMME, DECIDE_PROGRAMME}


class Role:
    """What somebody who holds the role may see; `one_team` roles see children of their own team only."""

    id: str
    title: str
    description: str
    tier: Tier = Tier.AGGREGATES
    one_team: bool = False
    permissions: frozenset[str] = EVERYBODY


class Commissioner(Role):
    """Appointed by the Secretary of State to oversee the service."""

    id = "commissioner"
    title = "Commissioner"
    description = (
        "Sees every figure of the council, its reports and its programme, and the cases behind each figure "
        "under pseudonyms, with the faults found in the records. "
        "Records what shook the service. Decides the programme's gates. Never sees a child's name "
        "or the council's identifier."
    )
    tier = Tier.PSEUDONYMS
    permissions = EVERYBODY | {SEE_CASES, EXPORT_CASES, SEE_UNALLOCATED, SEE_REPORTS, SEE_PROGRAMME, SEE_CHECKS}
    permissions |= {RECORD_CIRCUMSTANCES}
    permissions |= {DECIDE_PROGRAMME}


class Director(Role):
    """Statutory director of children's services."""

    id = "director"
    title = "Director"
    description = (
        "Sees everything about the council's own children, the reports, the programme, the loads, what was erased "
        "and who looked at what. Decides the programme's gates."
    )
    tier = Tier.IDENTIFIABLE
    permissions = PERMISSIONS - DATA_WORK - {RUN_PROGRAMME}


class AssistantDirector(Role):
    """Runs safeguarding for the director."""

    id = "assistant_director"
    title = "Assistant director"
    description = (
        "Sees the council's own children in every team, the faults found in the records, the figures, the reports "
        "and the programme."
    )
    tier = Tier.IDENTIFIABLE
    permissions = EVERYBODY | {SEE_CASES, EXPORT_CASES, SEE_UNALLOCATED, SEE_REPORTS, SEE_LOADS, SEE_PROGRAMME}
    permissions |= {SEE_CHECKS, SEE_MONITORS}


class TeamManager(Role):
    """Allocates and oversees one team's work."""

    id = "team_manager"
    title = "Team manager"
    description = (
        "Sees the children of one team, the faults in their records, and the council's figures as numbers only."
    )
    tier = Tier.IDENTIFIABLE
    one_team = True
    permissions = EVERYBODY | {SEE_CASES, EXPORT_CASES, SEE_UNALLOCATED, SEE_CHECKS, SEE_MONITORS}


class PerformanceAnalyst(Role):
    """Answers for the figures and for what they rest on."""

    id = "performance_analyst"
    title = "Performance analyst"
    description = (
        "Loads returns. Sees the loads, their problems and what was erased, every figure and the cases behind it, and "
        "the reports. "
        "Works through the faults found in the records, marks those that are known, says what job titles and roles "
        "mean, and records what shook the service and where a chart has a new baseline."
    )
    tier = Tier.IDENTIFIABLE
    permissions = EVERYBODY | {SEE_CASES, EXPORT_CASES, SEE_UNALLOCATED, SEE_REPORTS, SEE_LOADS}
    permissions |= {SEE_CHECKS, SEE_MONITORS, SEE_ERASURES} | DATA_WORK


class TrustProgrammeManager(Role):
    """Runs the programme that sets the trust up, or winds it up."""

    id = "trust_programme_manager"
    title = "Trust programme manager"
    description = (
        "Keeps the trust programme's record: gates, decisions due, appointments, money, the contract's measures. Sees "
        "its plan and forecasts, the reports, and the council's figures as numbers only. Never sees a case."
    )
    permissions = EVERYBODY | {SEE_PROGRAMME, RUN_PROGRAMME, SEE_REPORTS}


class SocialWorker(Role):
    """Works with families."""

    id = "social_worker"
    title = "Social worker"
    description = "Sees the council's figures as numbers only. Their own cases stay in the case-management system."


class IndependentReviewingOfficer(Role):
    """Chairs reviews of looked-after children and of child protection plans, outside the line of management."""

    id = "independent_reviewing_officer"
    title = "Independent reviewing officer"
    description = (
        "Sees how reviews, visits and escalations stand, and the council's figures, as numbers only. No return says "
        "which children are whose to review, so their own cases stay in the case-management system."
    )


class DfeOfficial(Role):
    """Follows the intervention for the Department for Education."""

    id = "dfe_official"
    title = "DfE official"
    description = (
        "Sees the council's figures as numbers only, the commissioners' reports and the trust programme. Never sees "
        "a case."
    )
    permissions = EVERYBODY | {SEE_REPORTS, SEE_PROGRAMME}


class LeadMember(Role):
    """The councillor responsible for children's services, and members who scrutinise them."""

    id = "lead_member"
    title = "Lead member"
    description = (
        "Sees one page: whether things are better or worse in words, with counts of 1 to 5 hidden, and what to ask. "
        "Opens no other page, since those show every count."
    )
    tier = Tier.PUBLISHED
    permissions = frozenset({SEE_HOME})


ROLES: dict[str, type[Role]] = {
    role.id: role
    for role in (
        Commissioner,
        Director,
        AssistantDirector,
        TeamManager,
        PerformanceAnalyst,
        TrustProgrammeManager,
        SocialWorker,
        IndependentReviewingOfficer,
        DfeOfficial,
        LeadMember,
    )
}
