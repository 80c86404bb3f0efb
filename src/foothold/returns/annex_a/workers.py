"""Workers and teams, of which Annex A gives only names: identifiers in place of names, and who is allocated to whom.

The same name under the same key is the same identifier, load after load; the name itself goes to the identities. A
blank, a placeholder ("unallocated", "n/a") or a team's name in a worker's place is nobody. Annex A gives no dates of
allocation, so an involvement is stated from the start of what the list is about until that ends. Where there is nobody
the record is kept with no professional and no length, so that it takes the place of an earlier load's allocation of the
same case.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from foothold.returns.annex_a.lists import LISTS
from foothold.returns.engine import quoted
from foothold.returns.problems import SHOWN_PER_RULE, ProblemLog

if TYPE_CHECKING:
    import duckdb

SOCIAL_WORKER, PERSONAL_ADVISOR = "Social Worker", "Personal Advisor"
ROLES = {"worker": ("allocated_case_worker", SOCIAL_WORKER), "advisor": ("personal_advisor", PERSONAL_ADVISOR)}

_NOBODY = re.compile(
    r"(un|not |not yet |to be |awaiting |pending |no )?(re)?allocat(ed|ion)( pending)?|no(ne| worker| sw| one)?|n\W?a"
    r"|nil|tb[ac]|vacan(t|cy)|unknown|unassigned|not (known|recorded|assigned)|awaiting .*"
    r"|pending.*|closed|[\W_\d]*|null"
)
_TEAM_WORDS = re.compile(r"\b(team|duty|inbox|tray|hub|mash|front door|service|unit|pool|locality|screening)\b")


def tidy(name: str) -> str:
    """A name without regard to case and spacing."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def is_person(name: str, teams: Iterable[str]) -> bool:
    """Whether a worker's cell names a person; `teams` are tidy names of teams.

    "NULL" and "null" are what a database writes for nothing; written as a name is, Null is a surname.
    """
    plain = tidy(name)
    if name.strip() == "Null":
        return True
    return not (_NOBODY.fullmatch(plain) or _TEAM_WORDS.search(plain) or plain in teams)


def identifier(name: str, kind: str, key: bytes) -> str:
    """The identifier that stands for a name: it cannot be turned back without the key."""
    return f"{kind}-{hmac.new(key, f'{kind}:{tidy(name)}'.encode(), hashlib.sha256).hexdigest()[:16]}"


def name_workers_and_teams(
    connection: duckdb.DuckDBPyConnection,
    key: bytes,
    files: Mapping[int, str],
    earlier: Collection[int],
    log: ProblemLog,
) -> None:
    """Make the tables `worker_names` and `team_names`, from each name in the lists to its identifier.

    `files` says how messages call the lists that were handed over. Rows of lists in `earlier` that come from the
    history (their numbers are below zero) name by identifiers already, which stay.
    """
    named_in = [(n, f.name) for n, a_list in LISTS.items() for f in a_list.fields if f.name in ROLES]
    teams = _distinct(connection, [(n, "team") for n, a_list in LISTS.items() if _has_team(n)])
    known_teams = {tidy(team) for team in teams}
    workers = {field: _distinct(connection, [place for place in named_in if place[1] == field]) for field in ROLES}
    people = {field: [name for name in names if is_person(name, known_teams)] for field, names in workers.items()}
    connection.execute("create table worker_names (role varchar, text varchar, id varchar)")
    for field, names in people.items():
        _insert(connection, "worker_names", field, names, [identifier(name, "W", key) for name in names])
    connection.execute("create table team_names (role varchar, text varchar, id varchar)")
    real_teams = [team for team in teams if not _NOBODY.fullmatch(tidy(team))]
    _insert(connection, "team_names", "team", real_teams, [identifier(team, "T", key) for team in real_teams])
    for number in earlier:
        for table, field in (("worker_names", "worker"), ("team_names", "team")):
            known = f"select distinct {field} from list_{number} where _row < 0 and {field} is not null"
            ids = [name for (name,) in connection.execute(known).fetchall()]
            _insert(connection, table, field, ids, ids)
    for number, field in named_in:
        if number in files:
            _tell_placeholders(connection, number, field, files[number], log)


def _has_team(number: int) -> bool:
    return any(field.name == "team" for field in LISTS[number].fields)


def _distinct(connection: duckdb.DuckDBPyConnection, places: Iterable[tuple[int, str]]) -> list[str]:
    union = " union ".join(
        f"select {field} from list_{number} where _row > 0 and {field} is not null" for number, field in places
    )
    return sorted(name for (name,) in connection.execute(union).fetchall())


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, role: str, names: list[str], identifiers: list[str]
) -> None:
    connection.execute(
        f"insert into {table} select {quoted(role)}, unnest(?::varchar[]), unnest(?::varchar[])", [names, identifiers]
    )


def _tell_placeholders(
    connection: duckdb.DuckDBPyConnection, number: int, field: str, file: str, log: ProblemLog
) -> None:
    where = (
        f"list_{number} as l where _row > 0 and {field} is not null "
        f"and not exists (select 1 from worker_names as w where w.role = {quoted(field)} and w.text = l.{field})"
    )
    rows = [row for (row,) in connection.execute(f"select _row from {where} order by 1").fetchall()]
    if rows:
        heading = LISTS[number].field(field).spellings[0]
        shown = rows[:SHOWN_PER_RULE]
        log.add_rows("worker-placeholder", shown, len(rows), file=file, column=heading, table="involvements")


def worker_id(cell: str, field: str = "worker") -> str:
    """SQL: the identifier of the worker named in `cell`, NULL for nobody."""
    return f"(select any_value(id) from worker_names as w where w.role = {quoted(field)} and w.text = {cell})"


def team_id(cell: str) -> str:
    """SQL: the identifier of the team named in `cell`."""
    return f"(select any_value(id) from team_names as t where t.text = {cell})"


PROFESSIONALS = f"""
create view annex_professionals as
select
    id as professional_id,
    case min(role) when 'advisor' then {quoted(PERSONAL_ADVISOR)} else {quoted(SOCIAL_WORKER)} end
        as professional_job_title,
    min(text) as professional_name
from (select id, text, max(role) over (partition by id) as role from worker_names where text <> id)
group by id
"""

DEPARTMENT = """
create view annex_department as
select id as team_id, min(text) as team_name from team_names where text <> id group by id
"""


def _made(kind: str, start: str) -> str:
    return f"l.child_id || '/allocated/{kind}/' || l.{start}"


def _involvements(
    source: str, field: str, start: str, end: str, kind: str, *, referral: str = "null", identified: str = ""
) -> str:
    worker = worker_id(f"l.{field}", field)
    return (
        f"select {identified or _made(kind, start)} as involvements_id, {worker} as professional_id, "
        f"{quoted(ROLES[field][0])} as professional_role_id, {team_id('l.team')} as professional_team, "
        f"l.{start} as involvement_start_date, "
        f"case when {worker} is null then l.{start} else {end} end as involvement_end_date, "
        f"l.child_id as person_id, {referral} as referral_id from {source} as l"
    )


def _care_leavers(field: str, kind: str) -> str:
    """List 9 gives no date on which support began, so the eighteenth birthday stands for it."""
    adults = "(select *, (coalesce(dob, date '1900-01-01') + interval 18 year)::date as adult_date from list_9)"
    return _involvements(adults, field, "adult_date", "null::date", kind)


INVOLVEMENTS = "create view annex_involvements as " + " union all ".join(
    (
        _involvements(
            "(select *, person_id as child_id from annex_episodes)",
            "worker",
            "referral_date",
            "l.close_date",
            "referral",
            referral="l.referral_id",
            identified="replace(l.referral_id, '/referral/', '/allocated/referral/')",  # one with its case
        ),
        _involvements("list_7", "worker", "start_date", "l.end_date", "cp-plan"),
        _involvements("list_8", "worker", "start_date", "l.ceased_date", "care"),
        _care_leavers("worker", "care-leaver"),
        _care_leavers("advisor", "care-leaver-advisor"),
    )
)
