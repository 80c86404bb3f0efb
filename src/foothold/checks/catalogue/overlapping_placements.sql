/*
id: DQ30
name: overlapping_placements
title: Two placements open at once
why: >
  A child lives in one place at a time. Two open placements usually mean that a move was entered without
  ending the placement before it.
remedy: >
  End the earlier placement on the day of the move.
severity: wrong
table: cla_placement
indicators: [CC01]
needs:
  cla_placement: [cla_placement_id, person_id, cla_placement_start_date, cla_placement_end_date]
*/
-- The later of the two is listed. One may start on the day the other ends.
select
    later.cla_placement_id as record_key,
    later.person_id,
    later.cla_placement_start_date,
    later.cla_placement_end_date,
    min(earlier.cla_placement_id) as overlaps_with
from cla_placement as later
join cla_placement as earlier
  on earlier.person_id = later.person_id
 and (
     earlier.cla_placement_start_date < later.cla_placement_start_date
     or (
         earlier.cla_placement_start_date = later.cla_placement_start_date
         and earlier.cla_placement_id < later.cla_placement_id
     )
 )
 and coalesce(earlier.cla_placement_end_date, date '9999-12-31') > later.cla_placement_start_date
where coalesce(later.cla_placement_end_date, date '9999-12-31') > later.cla_placement_start_date
group by later.cla_placement_id, later.person_id, later.cla_placement_start_date, later.cla_placement_end_date
