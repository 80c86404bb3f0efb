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
    names = _names(connection, files)
    teams = names["team"]
    known_teams = {tidy(team) for team in teams}
    connection.execute("create table worker_names (role varchar, text varchar, id varchar)")
    for field in ROLES:
        people = [name for name in names[field] if is_person(name, known_teams)]
        _insert(connection, "worker_names", field, people, [identifier(name, "W", key) for name in people])
    connection.execute("create table team_names (role varchar, text varchar, id varchar)")
    real_teams = [team for team in teams if not _NOBODY.fullmatch(tidy(team))]
    _insert(connection, "team_names", "team", real_teams, [identifier(team, "T", key) for team in real_teams])
    for number in earlier:
        for table, field in (("worker_names", "worker"), ("team_names", "team")):
            known = f"select distinct {field} from list_{number} where _row < 0 and {field} is not null"
            ids = [name for (name,) in connection.execute(known).fetchall()]
            _insert(connection, table, field, ids, ids)
    for number, field in _naming(files, ROLES):
        _tell_placeholders(connection, number, field, files[number], log)


def _naming(lists: Iterable[int], fields: Collection[str]) -> list[tuple[int, str]]:
    """The fields, of those given, that each of the lists has."""
    return [(number, field.name) for number in sorted(lists) for field in LISTS[number].fields if field.name in fields]


def _names(connection: duckdb.DuckDBPyConnection, lists: Iterable[int]) -> dict[str, list[str]]:
    """The different names of teams and workers in the rows handed over, in order, by the field they stand in."""
    names: dict[str, list[str]] = {"team": [], **{field: [] for field in ROLES}}
    told = " union ".join(
        f"select {quoted(field)} as field, {field} as name from list_{number} where _row > 0 and {field} is not null"
        for number, field in _naming(lists, names)
    )
    if told:
        for field, name in connection.execute(f"select field, name from ({told}) order by 1, 2").fetchall():
            names[field].append(name)
    return names


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, role: str, names: list[str], identifiers: list[str]
) -> None:
    if names:
        connection.execute(
            f"insert into {table} select {quoted(role)}, unnest(?::varchar[]), unnest(?::varchar[])",
            [names, identifiers],
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
    return f"child_id || '/allocated/{kind}/' || {start}"


def _involvements(
    source: str, field: str, start: str, end: str, kind: str, *, referral: str = "null", identified: str = ""
) -> str:
    return (
        f"select {identified or _made(kind, start)} as involvements_id, allocated_id as professional_id, "
        f"{quoted(ROLES[field][0])} as professional_role_id, allocated_team as professional_team, "
        f"{start} as involvement_start_date, "
        f"case when allocated_id is null then {start} else {end} end as involvement_end_date, "
        f"child_id as person_id, {referral} as referral_id "
        f"from (select *, {worker_id(f'l.{field}', field)} as allocated_id, {team_id('l.team')} as allocated_team "
        f"from {source} as l)"
    )


def _care_leavers(field: str, kind: str) -> str:
    """List 9 gives no date on which support began, so the eighteenth birthday stands for it."""
    adults = "(select *, (coalesce(dob, date '1900-01-01') + interval 18 year)::date as adult_date from list_9)"
    return _involvements(adults, field, "adult_date", "null::date", kind)


_ALLOCATIONS: tuple[tuple[frozenset[int], str], ...] = (  # lists, one of which must be there, and the rows they yield
    (
        frozenset({3, 6}),
        _involvements(
            "(select *, person_id as child_id from annex_episodes)",
            "worker",
            "referral_date",
            "close_date",
            "referral",
            referral="referral_id",
            identified="replace(referral_id, '/referral/', '/allocated/referral/')",  # one with its case
        ),
    ),
    (frozenset({7}), _involvements("list_7", "worker", "start_date", "end_date", "cp-plan")),
    (frozenset({8}), _involvements("list_8", "worker", "start_date", "ceased_date", "care")),
    (frozenset({9}), _care_leavers("worker", "care-leaver")),
    (frozenset({9}), _care_leavers("advisor", "care-leaver-advisor")),
)
ALLOCATING = frozenset(number for lists, _ in _ALLOCATIONS for number in lists)


def involvements(lists: Collection[int]) -> str:
    """SQL: the relation of all allocations that the lists handed over tell, one of `ALLOCATING` being among them."""
    return "(" + " union all ".join(rows for needs, rows in _ALLOCATIONS if not needs.isdisjoint(lists)) + ")"
