/*
id: CC16
name: first_health_assessment_in_time
title: First health assessment within 20 working days
question: Are children who come into care seen by a doctor in time?
numerator: those with a health assessment from that day on, and by the last day in time
denominator: times in care that began in the period and had not ended by the day on which the assessment fell due
notes: >
  The clock is initial_health_assessment, 20 working days from coming into care; those for whom it still runs are left
  out. An assessment whose type says review is not a first one. The value of each row is the number of days to the
  assessment. Returns that show only the newest assessment count one of a child assessed again as late.
source: >-
  Standard Safeguarding Dataset CLAE003A, CLAH003A to CLAH005A; Promoting the health and wellbeing of looked-after
  children 2015
unit: time in care
kind: flow
measure: percentage
polarity: high
polarity_source: Foothold; no official polarity is published
target: none
slices: [team, locality, service_area, age_band, sex, ethnicity]
bands: [7, 14, 28, 42, 91]
unit_of_rows: days
clocks: [initial_health_assessment]
needs:
  cla_episodes: [cla_episode_id, person_id, cla_episode_start_date, cla_episode_ceased_date]
  cla_health: [person_id, health_check_type, health_check_date, health_check_status]
version: 1
order: 616
*/
select
    began.unit_id,
    began.person_id,
    began.team,
    began.as_at,
    began.came as event_date,
    true as in_denominator,
    coalesce(began.first_done <= began.last_day_in_time, false) as in_numerator,
    cast(date_diff('day', began.came, began.first_done) as double) as value
from (
    select
        periods.as_at,
        care_periods.person_id || '/' || cast(care_periods.came as varchar) as unit_id,
        care_periods.person_id,
        care_periods.came_team as team,
        care_periods.came,
        due.last_day_in_time,
        min(done.done_on) as first_done
    from reporting_periods as periods
    join care_periods on care_periods.came >= periods.period_start and care_periods.came <= periods.as_at
    join clock_due_days as due on due.clock = 'initial_health_assessment' and due.start_day = care_periods.came
    left join health_checks_done as done
      on done.person_id = care_periods.person_id
     and done.kind = 'health assessment'
     and done.done_on >= care_periods.came
     and done.done_on < care_periods.went
    where care_periods.went > due.due_day and due.last_day_in_time <= periods.as_at
    group by periods.as_at, care_periods.person_id, care_periods.came_team, care_periods.came, due.last_day_in_time
) as began
