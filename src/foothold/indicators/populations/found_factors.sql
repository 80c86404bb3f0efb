-- Each factor that each assessment found, once. A list names those found, an object may also name those not found, and some
-- returns give one code a row. Factor 21 says that none was found.
select distinct listed.assessment_id, codes.factor
from (
    select assessment_id, replace(upper(assessment_factors_json), ' ', '') as told
    from assessment_factors
    where assessment_id is not null and assessment_factors_json is not null
) as listed
join factor_codes as codes
  on listed.told = codes.factor
  or (
    listed.told like '%"' || codes.factor || '"%'
    and listed.told not like '%"' || codes.factor || '":"N%'
    and listed.told not like '%"' || codes.factor || '":N%'
    and listed.told not like '%"' || codes.factor || '":F%'
    and listed.told not like '%"' || codes.factor || '":0%'
  )
