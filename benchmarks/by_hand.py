"""Fourteen indicators as SQL written by hand for DuckDB: every period, for the council and for each team."""

from __future__ import annotations

# An open case at each week's end, who holds it and which team, as an analyst would look it up.
OPEN = """
with open_case as (
    select w.as_at, e.referral_id, e.person_id, e.referral_date, e.referral_team
    from reporting_periods w
    join cin_episodes e on e.referral_date <= w.as_at and (e.close_date is null or e.close_date > w.as_at)
    where coalesce(e.referral_nfa, 'N') <> 'Y'
), held as (
    select o.as_at, o.referral_id,
        arg_max(i.professional_team, {'now': i.involvement_end_date is null or i.involvement_end_date > o.as_at,
            'start': i.involvement_start_date, 'id': i.involvements_id}) as team,
        bool_or((i.involvement_end_date is null or i.involvement_end_date > o.as_at)
            and p.professional_job_title like '%Social Worker%') as worker,
        bool_or((i.involvement_end_date is null or i.involvement_end_date > o.as_at)
            and p.professional_job_title in ('Team Manager', 'Duty Inbox')) as name,
        max(i.involvement_end_date) as last_end
    from open_case o
    join involvements i on i.referral_id = o.referral_id and i.involvement_start_date <= o.as_at
    join professionals p on p.professional_id = i.professional_id
    where i.professional_role_id not in ('iro', 'personal_advisor')
      and p.professional_job_title not in ('Independent Reviewing Officer', 'Personal Advisor')
    group by all
), placed as (
    select o.*, coalesce(h.team, o.referral_team) as team, coalesce(h.worker, false) as worker,
        coalesce(h.name, false) as name, greatest(o.referral_date, h.last_end) as waiting_since
    from open_case o left join held h on h.as_at = o.as_at and h.referral_id = o.referral_id
)
"""
SETS = "group by grouping sets ((as_at), (as_at, team))"
BY_TEAM = f"select as_at, team, grouping(team) = 0, {{counted}}, {{considered}} from {{source}} {SETS}"
FLOW = "from reporting_periods w join {table} x on x.{day} between w.period_start and w.as_at"


def _simple(source: str, counted: str, considered: str) -> str:
    return BY_TEAM.format(source=source, counted=counted, considered=considered)


CHILD_TEAM = """, child as (
    select as_at, person_id, arg_max(team, {'on': referral_date, 'id': referral_id}) as team
    from placed group by as_at, person_id
)
"""
NUMBERED = """
with numbered as (
    select w.as_at, x.{team} as team, x.{start} as began, e.working_day_number - s.working_day_number as wd
    from reporting_periods w join {table} x on {when} {join}
    left join working_days s on s.day = {start_from}
    left join working_days e on e.day = {end}
    {where}
)
"""

BY_HAND: dict[str, str] = {
    "FD05": _simple(
        "(select w.as_at, x.referral_team as team "
        + FLOW.format(table="cin_episodes", day="referral_date")
        + ")",
        "count(*)",
        "count(*)",
    ),
    "FD06": "with again as (select w.as_at, x.referral_team as team, exists (select 1 from cin_episodes y "
    "where y.person_id = x.person_id and y.referral_date < x.referral_date "
    "and y.referral_date >= x.referral_date - interval 12 month) as repeated "
    + FLOW.format(table="cin_episodes", day="referral_date")
    + ") "
    + _simple("again", "count(*) filter (repeated)", "count(*)"),
    "FD10": """
        with back as (
            select w.as_at, k.years, (w.period_start - 364 * k.years)::date as a, (w.as_at - 364 * k.years)::date as b
            from reporting_periods w cross join (select unnest([0, 1, 2, 3]) as years) k
        ), covered as (select * from back where years = 0 or a >= (select min(close_date) from cin_episodes))
        """
    + _simple(
        "(select c.as_at, c.years, x.referral_team as team from covered c "
        "join cin_episodes x on x.referral_date between c.a and c.b)",
        "count(*) filter (years = 0)",
        "count(*) filter (years > 0)",
    ),
    "FD12": OPEN
    + _simple(
        "(select p.*, exists (select 1 from cin_assessments a where a.referral_id = p.referral_id "
        "and a.assessment_start_date <= p.as_at) as begun from placed p)",
        "count(*) filter (not begun)",
        "count(*)",
    ),
    "AS02": NUMBERED.format(
        table="cin_assessments", team="assessment_team", start="assessment_start_date",
        when="x.assessment_auth_date between w.period_start and w.as_at", join="", start_from="x.assessment_start_date",
        end="x.assessment_auth_date", where="",
    )
    + _simple("numbered", "count(*) filter (wd between 0 and 45)", "count(*)"),
    "AS03": NUMBERED.format(
        table="cin_assessments", team="assessment_team", start="assessment_start_date",
        when="x.assessment_auth_date between w.period_start and w.as_at", join="", start_from="x.assessment_start_date",
        end="x.assessment_auth_date", where="",
    )
    + _simple("numbered", "median(wd) filter (wd >= 0)", "count(*)"),
    "AS04": NUMBERED.format(
        table="cin_assessments", team="assessment_team", start="assessment_start_date",
        when="x.assessment_start_date <= w.as_at and coalesce(x.assessment_auth_date, date '9999-12-31') > w.as_at",
        join="", start_from="x.assessment_start_date", end="w.as_at", where="",
    )
    + _simple("numbered", "count(*) filter (wd > 45)", "count(*)"),
    "AL01": OPEN + _simple("placed", "count(*) filter (not worker and not name)", "count(*)"),
    "AL02": OPEN + _simple("placed", "count(*) filter (name and not worker)", "count(*)"),
    "AL03": OPEN
    + _simple(
        "(select *, date_diff('day', waiting_since, as_at) as days from placed where not worker and not name)",
        "max(days)", "count(*)",
    ),
    "AL06": """
        with loads as (
            select w.as_at, i.professional_id, count(distinct e.referral_id) as cases,
                arg_max(i.professional_team, {'start': i.involvement_start_date, 'id': i.involvements_id}) as team
            from reporting_periods w
            join involvements i on i.involvement_start_date <= w.as_at
             and (i.involvement_end_date is null or i.involvement_end_date > w.as_at)
            join cin_episodes e on e.referral_id = i.referral_id and e.referral_date <= w.as_at
             and (e.close_date is null or e.close_date > w.as_at) and coalesce(e.referral_nfa, 'N') <> 'Y'
            join professionals p on p.professional_id = i.professional_id
            where p.professional_job_title like '%Social Worker%'
              and i.professional_role_id not in ('iro', 'personal_advisor')
            group by all
        )
        """
    + _simple("loads", "count(*) filter (cases > 25)", "count(*)"),
    "CP04": NUMBERED.format(
        table="initial_cp_conference", team="icpc_team", start="icpc_date",
        when="x.icpc_date between w.period_start and w.as_at",
        join="left join s47_enquiry q on q.s47_enquiry_id = x.s47_enquiry_id", start_from="q.s47_start_date",
        end="x.icpc_date", where="where coalesce(x.icpc_transfer_in, 'N') <> 'Y'",
    )
    + _simple("numbered", "count(*) filter (wd between 0 and 15)", "count(*)"),
    "CP06": OPEN + CHILD_TEAM
    + _simple(
        "(select w.as_at, c.team from reporting_periods w join cp_plans x on x.cp_plan_start_date <= w.as_at "
        "and (x.cp_plan_end_date is null or x.cp_plan_end_date > w.as_at) "
        "left join child c on c.as_at = w.as_at and c.person_id = x.person_id)",
        "count(*)", "count(*)",
    ),
    "CC01": OPEN + CHILD_TEAM
    + _simple(
        "(select distinct w.as_at, x.person_id, c.team from reporting_periods w "
        "join cla_episodes x on x.cla_episode_start_date <= w.as_at "
        "and (x.cla_episode_ceased_date is null or x.cla_episode_ceased_date > w.as_at) "
        "left join child c on c.as_at = w.as_at and c.person_id = x.person_id "
        "where not exists (select 1 from legal_status l where l.person_id = x.person_id "
        "and left(l.legal_status, 2) in ('V3', 'V4') and l.legal_status_start_date <= w.as_at "
        "and (l.legal_status_end_date is null or l.legal_status_end_date > w.as_at)))",
        "count(*)", "count(*)",
    ),
}  # fmt: skip
