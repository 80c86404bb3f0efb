-- Each stretch in which a child has an open case, a protection plan or a place in care, from any change in one of them to the
-- next: the team of the case, and the cohort, in care before protection plan before child in need.
-- Of one person_id one at a time, from term_start to term_end.
select moments.person_id, moments.moment as term_start, moments.next_moment as term_end, max(stretches.team) as team,
    case min(stretches.cohort) when 1 then 'in care' when 2 then 'protection plan' else 'child in need' end as cohort
from (
    select person_id, moment, lead(moment) over (partition by person_id order by moment) as next_moment
    from (
        select person_id, term_start as moment from child_terms
        union
        select person_id, term_end from child_terms
        union
        select person_id, started from protection_plans
        union
        select person_id, ended from protection_plans
        union
        select person_id, came from care_spells
        union
        select person_id, went from care_spells
    ) as edges
) as moments
join (
    select person_id, term_start as began, term_end as ended, team, 3 as cohort from child_terms
    union all
    select person_id, started, ended, cast(null as varchar), 2 from protection_plans
    union all
    select person_id, came, went, cast(null as varchar), 1 from care_spells
) as stretches
  on stretches.person_id = moments.person_id
 and stretches.began <= moments.moment
 and stretches.ended > moments.moment
group by moments.person_id, moments.moment, moments.next_moment
