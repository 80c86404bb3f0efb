-- List 11: Adopters
select
    'AP' || lpad(cast(n as varchar), 4, '0') as "Individual adopter identifier",
    'APF' || lpad(cast(n // 2 as varchar), 4, '0') as "Family identifier",
    case n % 2 when 0 then 'b) Female' else 'a) Male' end as "Gender",
    'a) White' as "Ethnicity",
    'No' as "Disability",
    'No' as "Is the (prospective) adopter fostering for adoption?",
    the_day() - cast(200 + n * 7 % 300 as integer) as "Date enquiry received",
    the_day() - cast(150 + n * 7 % 300 as integer) as "Date Stage 1 started",
    the_day() - cast(90 + n * 7 % 300 as integer) as "Date Stage 1 ended",
    null as "Date Stage 2 started",
    null as "Date Stage 2 ended",
    null as "Date application submitted",
    null as "Date application approved",
    null as "Date adopter matched with child(ren)",
    null as "Date child/children placed with adopter(s)",
    null as "No. of children placed",
    null as "Date of Adoption Order",
    null as "Date of leaving adoption process",
    null as "Reason for leaving adoption process"
from range(2, 44) as adopters(n)
order by n
