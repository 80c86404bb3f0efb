-- Each child of whom a return says, without a day, that a health assessment took place in its year.
-- One row for each person_id.
select distinct person_id from health_checks_done where kind <> 'dental check' and done_on is null
