/*
id: DQ12
name: conferences_without_enquiry
title: Initial conferences without an enquiry
why: >
  A conference with no enquiry before it has no day to count its working days from, so it is left out of
  conferences in time.
remedy: >
  Link the conference to its enquiry, or mark it as a transfer from another council.
severity: wrong
table: initial_cp_conference
indicators: [CP04]
needs:
  initial_cp_conference: [icpc_id, person_id, s47_enquiry_id, icpc_date, icpc_transfer_in]
  s47_enquiry: [s47_enquiry_id, person_id, s47_start_date]
*/
select conferences.icpc_id as record_key, conferences.person_id, conferences.s47_enquiry_id, conferences.icpc_date
from initial_cp_conference as conferences
left join s47_enquiry as linked on linked.s47_enquiry_id = conferences.s47_enquiry_id
left join (
    select person_id, min(s47_start_date) as first_start from s47_enquiry group by person_id
) as enquiries on enquiries.person_id = conferences.person_id
where coalesce(conferences.icpc_transfer_in, 'N') <> 'Y'
  and conferences.icpc_date is not null
  and linked.s47_enquiry_id is null
  -- A conference that names no enquiry may rest on any earlier one of the child.
  and (
      conferences.s47_enquiry_id is not null
      or coalesce(enquiries.first_start, date '9999-12-31') > conferences.icpc_date
  )
