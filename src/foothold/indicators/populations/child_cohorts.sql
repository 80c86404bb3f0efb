-- Every child with an open case, a protection plan or a place in care at the end of each reporting day, once: in care before
-- protection plan before child in need.
select periods.as_at, terms.person_id, terms.team, terms.cohort
from reporting_periods as periods
join cohort_terms as terms on terms.term_start <= periods.as_at and terms.term_end > periods.as_at
