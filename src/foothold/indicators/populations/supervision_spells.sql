-- Each day on which a case was talked through in supervision, until the next one. A record that names no case is one of every
-- case the child then had.
-- Of one referral_id one at a time, from supervised_on to until, without a break.
select referral_id, supervised_on,
    coalesce(
        lead(supervised_on) over (partition by referral_id order by supervised_on), date '9999-12-31'
    ) as until
from (
    select distinct cases.referral_id, supervisions.supervision_date as supervised_on
    from cases
    join supervisions
      on supervisions.person_id = cases.person_id
     and coalesce(supervisions.referral_id, cases.referral_id) = cases.referral_id
     and supervisions.supervision_date >= cases.referral_date
     and supervisions.supervision_date < cases.close_date
) as held
