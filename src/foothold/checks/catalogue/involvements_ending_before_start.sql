/*
id: DQ19
name: involvements_ending_before_start
title: Involvements that end before they start
why: >
  An involvement that ends before it starts is never open, so it is missing from every count on a day.
remedy: >
  Correct the start or the end.
severity: wrong
table: involvements
indicators: [AL01, AL03, AL06]
needs:
  involvements: [involvements_id, person_id, involvement_start_date, involvement_end_date]
*/
select involvements_id as record_key, person_id, involvement_start_date, involvement_end_date
from involvements
where involvement_end_date < involvement_start_date
