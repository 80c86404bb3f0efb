-- Every child in care at the end of each reporting day, once, as CC01 counts, with the day on which this time in care
-- began, the date of birth, the team of the child's open case, and the placement the child lives in.
select periods.as_at, spells.person_id, child_terms.team, spells.came, person.dob, placements.cla_placement_id,
    placements.placement_type, placements.placement_provider, placements.distance, placements.began as placed_on,
    placements.with_carer_since, placements.before_that_since
from reporting_periods as periods
join care_spells as spells on spells.came <= periods.as_at and spells.went > periods.as_at
left join person on person.person_id = spells.person_id
left join child_terms
  on child_terms.person_id = spells.person_id
 and child_terms.term_start <= periods.as_at
 and child_terms.term_end > periods.as_at
left join placements_held as placements
  on placements.person_id = spells.person_id
 and placements.began <= periods.as_at
 and placements.ended > periods.as_at
