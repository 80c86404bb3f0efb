/*
id: FD04
name: repeat_contacts
title: Children with repeat contacts
question: How many children come back to the front door again and again?
numerator: children with three contacts or more in the last 6 months
denominator: children with a contact in the last 6 months
notes: The six months end on the reporting day. The value of each row is the number of contacts.
source: Standard Safeguarding Dataset CONT002A, CONT003A; the measure is Foothold's own
unit: child
kind: snapshot
measure: percentage
polarity: low
polarity_source: Foothold; no official polarity is published
target: none
slices: [age_band, sex, ethnicity]
bands: [1, 2, 4]
unit_of_rows: contacts
clocks: [6 months]
looks_back: {months: 6}
needs:
  contacts: [contact_id, person_id, contact_date]
version: 1
order: 104
*/
select
    counted.person_id as unit_id,
    counted.person_id,
    periods.as_at,
    counted.newest as event_date,
    true as in_denominator,
    counted.contacts >= 3 as in_numerator,
    cast(counted.contacts as double) as value
from reporting_periods as periods
join (
    -- From each day on which the number changes until the next: of changes on one day the last knows all of them.
    select person_id, day,
        lead(day) over (partition by person_id order by day, change) as until,
        sum(change) over (
            partition by person_id order by day, change rows between unbounded preceding and current row
        ) as contacts,
        max(contact_date) over (
            partition by person_id order by day, change rows between unbounded preceding and current row
        ) as newest
    from (
        select person_id, contact_date as day, 1 as change, contact_date
        from contacts
        where person_id is not null and contact_date is not null
        union all
        -- A contact leaves the six months six months after it: of a day which that month lacks, on the first of the next.
        select person_id,
            cast(greatest(
                contact_date + interval '6' month,
                cast(contact_date - interval '1' day as date) + interval '6' month + interval '1' day
            ) as date),
            -1,
            cast(null as date)
        from contacts
        where person_id is not null and contact_date is not null
    ) as changes
) as counted on counted.day <= periods.as_at and counted.until > periods.as_at
where counted.contacts > 0
