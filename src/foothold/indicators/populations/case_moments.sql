-- The days on which anything about who holds a case can change. Between two of them nothing does, so overlapping
-- involvements need no merging: looking once at each moment says all.
select referral_id, referral_date as moment from cases
union
select referral_id, started from case_links where started > referral_date and started < close_date
union
select referral_id, ended from case_links where ended > referral_date and ended < close_date
