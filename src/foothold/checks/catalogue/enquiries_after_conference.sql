/*
id: DQ11
name: enquiries_after_conference
title: Enquiries that started after their conference
why: >
  The working days to a conference are counted from the strategy discussion that began the enquiry. Where the
  conference came first the count is below zero, and on time.
remedy: >
  Correct the start of the enquiry or the day of the conference, or link the conference to the right enquiry.
severity: wrong
table: initial_cp_conference
indicators: [CP04]
needs:
  initial_cp_conference: [icpc_id, person_id, s47_enquiry_id, icpc_date]
  s47_enquiry: [s47_enquiry_id, s47_start_date]
*/
select
    conferences.icpc_id as record_key,
    conferences.person_id,
    conferences.s47_enquiry_id,
    enquiries.s47_start_date,
    conferences.icpc_date
from initial_cp_conference as conferences
join s47_enquiry as enquiries on enquiries.s47_enquiry_id = conferences.s47_enquiry_id
where enquiries.s47_start_date > conferences.icpc_date
