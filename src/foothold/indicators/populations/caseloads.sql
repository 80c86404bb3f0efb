-- Each social worker who holds an open case at the end of each reporting day: how many, the team of the newest of them, and the
-- worker's working time. Working time that nobody recorded is taken to be full.
select loads.as_at, loads.professional_id, newest.team, loads.cases,
    coalesce(professionals.full_time_equivalency, 1e0) as full_time_equivalency
from (
    select periods.as_at, terms.professional_id, count(*) as cases, max(terms.place) as newest_place
    from reporting_periods as periods
    join worker_terms as terms on terms.term_start <= periods.as_at and terms.term_end > periods.as_at
    group by periods.as_at, terms.professional_id
) as loads
join worker_terms as newest on newest.place = loads.newest_place
left join professionals on professionals.professional_id = loads.professional_id
