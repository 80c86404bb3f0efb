-- Each factor that each assessment found, once. A list names those found, an object may also name those not found, and some
-- returns give one code a row. Factor 21 says that none was found.
select distinct listed.assessment_id, matched.factor
from (
    select assessment_id, replace(upper(assessment_factors_json), ' ', '') as told
    from assessment_factors
    where assessment_id is not null and assessment_factors_json is not null
) as listed
join (
    -- Many assessments tell the same, so each text is read once.
    select texts.told, codes.factor
    from (
        select distinct replace(upper(assessment_factors_json), ' ', '') as told
        from assessment_factors
        where assessment_factors_json is not null
    ) as texts
    join factor_codes as codes
      on texts.told = codes.factor
      or (
        texts.told like '%"' || codes.factor || '"%'
        and texts.told not like '%"' || codes.factor || '":"N%'
        and texts.told not like '%"' || codes.factor || '":N%'
        and texts.told not like '%"' || codes.factor || '":F%'
        and texts.told not like '%"' || codes.factor || '":0%'
      )
) as matched on matched.told = listed.told
