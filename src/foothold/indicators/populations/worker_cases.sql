-- Each case once for each social worker who holds it at the end of each reporting day, with the worker's working time and
-- newest team; `newest` is 1 in one row of each worker. Working time that nobody recorded is taken to be full.
select
    periods.as_at,
    terms.professional_id,
    terms.referral_id,
    cases.person_id,
    newest_terms.team,
    case when terms.place = newest.place then 1 else 0 end as newest,
    coalesce(professionals.full_time_equivalency, 1e0) as full_time_equivalency
from reporting_periods as periods
join worker_terms as terms on terms.term_start <= periods.as_at and terms.term_end > periods.as_at
join (
    select periods.as_at, held.professional_id, max(held.place) as place
    from reporting_periods as periods
    join worker_terms as held on held.term_start <= periods.as_at and held.term_end > periods.as_at
    group by periods.as_at, held.professional_id
) as newest on newest.as_at = periods.as_at and newest.professional_id = terms.professional_id
join worker_terms as newest_terms on newest_terms.place = newest.place
left join cases on cases.referral_id = terms.referral_id
left join professionals on professionals.professional_id = terms.professional_id
