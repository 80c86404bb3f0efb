/*
id: DQ21
name: involvements_without_case
title: Involvements without a case
why: >
  An involvement whose case is not there allocates nobody: the case it was meant for counts as unallocated.
remedy: >
  Link the involvement to the case, or hand over the case with the next return.
severity: wrong
table: involvements
indicators: [AL01, AL06]
needs:
  involvements: [involvements_id, person_id, referral_id, professional_id, involvement_start_date]
  cin_episodes: [referral_id, person_id]
*/
select
    involvements.involvements_id as record_key,
    involvements.person_id,
    involvements.referral_id,
    involvements.professional_id,
    involvements.involvement_start_date
from involvements
left join cin_episodes as linked on linked.referral_id = involvements.referral_id
left join (select distinct person_id from cin_episodes) as children on children.person_id = involvements.person_id
where linked.referral_id is null
  and (involvements.referral_id is not null or children.person_id is null)
