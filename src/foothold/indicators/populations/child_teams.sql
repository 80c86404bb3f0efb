-- The team of each child at the end of each reporting day: that of the newest open case.
select periods.as_at, terms.person_id, terms.team, terms.need
from reporting_periods as periods
join child_terms as terms on terms.term_start <= periods.as_at and terms.term_end > periods.as_at
