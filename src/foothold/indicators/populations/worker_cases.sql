-- Each case once for each social worker who holds it at the end of each reporting day, with the worker's working time and
-- newest team; `place` is 1 in one row of each worker. Working time that nobody recorded is taken to be full.
select
    held.as_at,
    held.professional_id,
    held.referral_id,
    held.person_id,
    first_value(held.team) over (
        partition by held.as_at, held.professional_id order by held.started desc, held.involvements_id desc
    ) as team,
    row_number() over (
        partition by held.as_at, held.professional_id order by held.started desc, held.involvements_id desc
    ) as place,
    held.full_time_equivalency
from (
    select
        periods.as_at,
        terms.professional_id,
        terms.referral_id,
        cases.person_id,
        terms.team,
        terms.started,
        terms.involvements_id,
        coalesce(professionals.full_time_equivalency, 1e0) as full_time_equivalency
    from reporting_periods as periods
    join worker_terms as terms on terms.term_start <= periods.as_at and terms.term_end > periods.as_at
    left join cases on cases.referral_id = terms.referral_id
    left join professionals on professionals.professional_id = terms.professional_id
) as held
