-- The involvements of each case: those with its referral, and those with no referral but the same child, unless over by then.
select cases.referral_id, cases.person_id, cases.referral_date, cases.close_date, links.involvements_id,
    links.professional_id, links.team, links.started, links.ended, links.kind
from cases
join involvement_kinds as links on links.referral_id = cases.referral_id
union all
select cases.referral_id, cases.person_id, cases.referral_date, cases.close_date, links.involvements_id,
    links.professional_id, links.team, links.started, links.ended, links.kind
from cases
join involvement_kinds as links
  on links.referral_id is null
 and links.person_id = cases.person_id
 and links.ended > cases.referral_date
