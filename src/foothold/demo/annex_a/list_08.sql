-- List 8: CLA
select
    p.id as "Child Unique ID",
    written_sex(p.sex, p.n) as "Gender",
    written_ethnicities(left(p.ethnicity, 1), p.n) as "Ethnicity",
    p.dob as "Date of Birth",
    p.age as "Age of Child (Years)",
    'No' as "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
    case when p.disabled then 'Yes' else 'No' end as "Does the Child have a Disability",
    care.started as "Date Started to be Looked After",
    written_needs(care.need, p.n) as "Child's Category of Need",
    'No' as "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
    legal.lega_legal_status_start_date as "Start date of current legal status",
    written_legal(legal.lega_legal_status, p.n) as "Child's Legal Status",
    latest.reviewed as "Date of Latest Statutory Review",
    latest.visited as "Date of Last Social Work Visit",
    case
        when care.started > the_day() - interval 4 month then null
        when p.n % 4 = 0 then 'a) Return to family'
        when p.n % 4 = 1 then 'c) SGO/CAO'
        else 'f) Long-term fostering'
    end as "What is the permanence plan for this child?",
    null as "Date of Last IRO Visit / Contact to the Child",
    health.assessed as "Date of Last Health Assessment",
    health.dental as "Date of Last Dental Check",
    placement.in_year as "Number of Placements in the Last 12 months",
    care.ceased as "Date Ceased to be Looked After",
    written_ceased(care.reason, p.n) as "Reason Ceased to be Looked After",
    placement.started as "Start Date of Most Recent Placement",
    written_placements(case when placement.kind like 'U%' then 'U' else placement.kind end, p.n) as "Placement Type",
    written_providers(placement.provider, p.n) as "Placement Provider",
    placement.postcode as "Placement postcode",
    null as "URN of Placement",
    case when placement.distance > 20 then 'b) Out' else 'a) In' end as "Placement Location",
    case when placement.distance > 20 then 'Elsewhere' else 'Exampleshire' end as "LA of Placement",
    coalesce(away.missing, 0) as "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
    coalesce(away.away, 0) as "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
    written_yes_no(away.offered, p.n) as "Was the child offered a Return Interview after their last missing episode (Y/N)?",
    written_yes_no(away.accepted, p.n) as "Did the child accept a Return Interview after their last missing episode (Y/N)?",
    w.team as "Allocated Team",
    w.worker as "Allocated Worker"
from care as care
join people as p on p.id = care.child
left join childs_worker as w on w.child = care.child
left join latest_legal_statuses as legal on legal.lega_person_id = care.child
left join latest_care_dates as latest on latest.care = care.id
left join latest_health as health on health.child = care.child
left join latest_placements as placement on placement.care = care.id
left join missing_in_year as away on away.child = care.child
where care.ceased is null or care.ceased > window_start()
order by care.id
