-- The factors that an assessment may find, by the codes of the children in need census of 2025 to 2026.
select factor from (
    select '1A' as factor
    union all select '1B' as factor
    union all select '1C' as factor
    union all select '2A' as factor
    union all select '2B' as factor
    union all select '2C' as factor
    union all select '3A' as factor
    union all select '3B' as factor
    union all select '3C' as factor
    union all select '4A' as factor
    union all select '4B' as factor
    union all select '4C' as factor
    union all select '5A' as factor
    union all select '5B' as factor
    union all select '5C' as factor
    union all select '6A' as factor
    union all select '6B' as factor
    union all select '6C' as factor
    union all select '7A' as factor
    union all select '8B' as factor
    union all select '8C' as factor
    union all select '8D' as factor
    union all select '8E' as factor
    union all select '8F' as factor
    union all select '9A' as factor
    union all select '10A' as factor
    union all select '11A' as factor
    union all select '12A' as factor
    union all select '13A' as factor
    union all select '14A' as factor
    union all select '15A' as factor
    union all select '16A' as factor
    union all select '17A' as factor
    union all select '18A' as factor
    union all select '18B' as factor
    union all select '18C' as factor
    union all select '19A' as factor
    union all select '19B' as factor
    union all select '19C' as factor
    union all select '20' as factor
    union all select '21' as factor
    union all select '22A' as factor
    union all select '23A' as factor
    union all select '24A' as factor
) as codes
