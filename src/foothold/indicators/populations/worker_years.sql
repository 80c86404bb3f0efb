-- Each stretch in which an involvement of a social worker, or of a worker whose title says nothing, lies in the last 12 months,
-- for children with a case open for as long. Those of one worker and child do not overlap: each begins where those before it
-- are over, and is empty (until not after since) where they outlast it.
select person_id,
    greatest(started, coalesce(
        max(until) over (
            partition by person_id, professional_id order by started, until
            rows between unbounded preceding and 1 preceding
        ),
        started
    )) as since,
    until
from (
    select links.person_id, links.professional_id, links.started,
        cast(greatest(
            links.ended + interval '12' month,
            cast(links.ended - interval '1' day as date) + interval '12' month + interval '1' day
        ) as date) as until
    from case_links as links
    join (select distinct person_id from cases_past_a_year) as children on children.person_id = links.person_id
    where links.kind in ('social_worker', 'unknown')
) as links
