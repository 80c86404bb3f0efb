-- Every child who left care in each period, once, by the last time; `reason` is why, in words.
select as_at, person_id, came, left_on, left_team as team,
    case
        when ceased_reason in ('E11', 'E12', 'ADOPTED') then 'adopted'
        when ceased_reason in ('E43', 'E44', 'E45', 'E46', 'E47', 'E48', 'SPECIAL GUARDIANSHIP') then 'special guardianship'
        when ceased_reason in ('E41', 'RESIDENCE ORDER') then 'child arrangements order'
        when ceased_reason in ('E4', 'E4A', 'E4B', 'RETURNED HOME') then 'returned home'
        when ceased_reason in ('E13', 'LEFT TO LIVE WITH RELATIVES') then 'lives with others'
        when ceased_reason in ('E5', 'E6', 'INDEPENDENT LIVING') then 'independent living'
        when ceased_reason in ('E7', 'ADULT SOCIAL CARE') then 'adult social care'
        when ceased_reason in ('E9', 'CUSTODY') then 'custody'
        when ceased_reason in ('E3', 'TAKEN BY ANOTHER AUTHORITY') then 'another authority'
        when ceased_reason in ('E2', 'DIED') then 'died'
        when ceased_reason is not null then 'other'
    end as reason,
    case
        when ceased_reason in ('E45', 'E46') then 'former foster carer'
        when ceased_reason in ('E47', 'E48') then 'other carer'
    end as guardian
from (
    select periods.as_at, care_periods.person_id, care_periods.came, care_periods.went as left_on, care_periods.left_team,
        care_periods.ceased_reason,
        row_number() over (partition by periods.as_at, care_periods.person_id order by care_periods.went desc) as choice
    from reporting_periods as periods
    join care_periods on care_periods.went >= periods.period_start and care_periods.went <= periods.as_at
) as ceased
where choice = 1
