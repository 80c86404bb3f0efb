/*
id: DQ22
name: involvements_after_closure
title: Involvements still open on a closed case
why: >
  A worker still allocated to a closed case looks busier in the case system than the work is.
remedy: >
  End the involvement on the day the case closed, or open the case again.
severity: doubtful
table: involvements
indicators: [AL06]
needs:
  involvements: [involvements_id, person_id, referral_id, professional_id, involvement_start_date, involvement_end_date]
  cin_episodes: [referral_id, close_date]
*/
select
    involvements.involvements_id as record_key,
    involvements.person_id,
    involvements.referral_id,
    involvements.professional_id,
    involvements.involvement_start_date,
    cases.close_date
from involvements
join cin_episodes as cases on cases.referral_id = involvements.referral_id
cross join asked
where cases.close_date <= asked.as_at
  and coalesce(involvements.involvement_end_date, date '9999-12-31') > asked.as_at
