-- The days on which a child was seen: visits unless they say the child was not seen, and assessments in which the child was,
-- dated by their first day because the return gives no other.
select person_id, cin_visit_date as seen_on from cin_visits where coalesce(cin_visit_seen, 'Y') <> 'N'
union all
select person_id, cp_visit_date from cp_visits where coalesce(cp_visit_seen, 'Y') <> 'N'
union all
select person_id, cla_visit_date from cla_visits where coalesce(cla_visit_seen, 'Y') <> 'N'
union all
select person_id, assessment_start_date from cin_assessments where assessment_child_seen = 'Y'
