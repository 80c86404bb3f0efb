/*
name: unallocated
title: Unallocated cases
unit: case
indicator: AL01
counted: in_numerator
into:
  arrived: a new case without a worker from its first day, or one that the definition began to count for the first time
  reopened: >
    had a social worker and is without one again, or is a new case of a child whose earlier case closed in the 12 months
    before
  transferred_in: a new case with a conference held because a child on a plan moved in from another council
out:
  allocated: a social worker holds the case, or a worker whose title says nothing
  closed: the case was closed while nobody had it, for any reason but those of the next two
  stepped_down: the case was closed while nobody had it and referred to early help (RC9)
  transferred_out: the case was closed while nobody had it and passed to another council or to adult care (RC5, RC6)
either:
  redefined: >
    no longer counted though no social worker has the case: it was put in the name of a manager, a duty desk or an inbox,
    or falls outside the definition; cases that came back from there are taken off
needs:
  cin_episodes: [referral_id, person_id, referral_date, close_date, referral_nfa]
  involvements: [involvements_id, professional_id, involvement_start_date, involvement_end_date]
order: 1
*/
select
    waits.referral_id as unit_id,
    waits.person_id,
    during.team,
    cases.referral_date as began,
    waits.waiting_since as came,
    waits.waiting_until as went,
    case
        when waits.waiting_since = cases.referral_date and moved_in.referral_id is not null then 'transferred_in'
        when waits.waiting_since = cases.referral_date and earlier.closed_on >= cases.referral_date - interval '12' month
            then 'reopened'
        when waits.waiting_since = cases.referral_date then 'arrived'
        when coalesce(before.holder, during.holder) in ('social_worker', 'unknown') then 'reopened'
        when waits.began_with_version = 1 or coalesce(before.holder, during.holder) in ('manager', 'queue') then 'redefined'
        else 'arrived'
    end as came_as,
    case
        when waits.waiting_until = date '9999-12-31' then null
        when waits.waiting_until = cases.close_date and episodes.close_reason in ('RC5', 'RC6') then 'transferred_out'
        when waits.waiting_until = cases.close_date and episodes.close_reason = 'RC9' then 'stepped_down'
        when waits.waiting_until = cases.close_date then 'closed'
        when after.holder in ('social_worker', 'unknown') then 'allocated'
        else 'redefined'
    end as left_as
from waits
join cases on cases.referral_id = waits.referral_id
join cin_episodes as episodes on episodes.referral_id = waits.referral_id
left join case_spells as during
  on during.referral_id = waits.referral_id
 and during.spell_start <= waits.waiting_since
 and during.spell_end > waits.waiting_since
left join case_spells as before
  on before.referral_id = waits.referral_id and before.spell_end = waits.waiting_since
left join case_spells as after
  on after.referral_id = waits.referral_id and after.spell_start = waits.waiting_until
left join (
    select distinct referral_id from initial_cp_conference where icpc_transfer_in = 'Y' and referral_id is not null
) as moved_in on moved_in.referral_id = waits.referral_id
left join (
    select newer.referral_id, max(older.close_date) as closed_on
    from cases as newer
    join cases as older
      on older.person_id = newer.person_id
     and older.referral_id <> newer.referral_id
     and older.close_date <= newer.referral_date
    group by newer.referral_id
) as earlier on earlier.referral_id = waits.referral_id
