-- Each stretch in which a case stands in the name of a social worker, or of a worker whose title says nothing: the day the
-- last of them left the establishment, and whether any of them is registered. A worker without a post is taken to be here.
select spells.referral_id, spells.person_id, spells.spell_start, spells.spell_end,
    max(coalesce(departures.left_on, date '9999-12-31')) as left_on,
    max(case when professionals.social_worker_registration_no is null then 0 else 1 end) as registered
from case_spells as spells
join case_links as links
  on links.referral_id = spells.referral_id
 and links.started <= spells.spell_start
 and links.ended > spells.spell_start
 and links.kind in ('social_worker', 'unknown')
left join (
    select professional_id, max(coalesce(end_date, date '9999-12-31')) as left_on
    from posts
    where professional_id is not null
    group by professional_id
) as departures on departures.professional_id = links.professional_id
left join professionals on professionals.professional_id = links.professional_id
where spells.holder in ('social_worker', 'unknown')
group by spells.referral_id, spells.person_id, spells.spell_start, spells.spell_end
