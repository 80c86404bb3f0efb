-- Young people to whom the council owes the services of a leaving care team at the end of each reporting day: eligible and
-- relevant from 16, former relevant from 18, none past 25. Only the newest state of each is on record.
select periods.as_at, known.person_id, known.eligibility, known.team, known.worker_id, known.latest_contact,
    known.pathway_reviewed_on, known.home
from reporting_periods as periods
join care_leavers_known as known
  on known.dob > periods.as_at - interval '300' month
 and known.dob <= periods.as_at - case when known.eligibility = 'former relevant' then 216 else 192 end * interval '1' month
where known.eligibility <> 'other' and coalesce(known.in_touch, '') <> 'left out'
