"""Forms of figures that are not the Department's open-data form."""

from __future__ import annotations

import re

from foothold.returns.published.figures import Layout
from foothold.returns.published.forms import Form, form, text
from foothold.terms.nation import ENGLAND

_YEAR = re.compile(r"(19|20)\d\d$")
_YEARLY = re.compile(r".+_(19|20)\d\d$|.+_chg_.+")
_SEVERAL_YEARS = re.compile(r"_\d{8}$|_change_pp$")

_LAIT_LEVEL = (
    "case when la_name = 'England' then 'National' when try_cast(la_number as double) >= 970 then 'Regional' "
    "else 'Local authority' end"
)
_WHOLE_NUMBER = "coalesce(try_cast(try_cast(la_number as double) as bigint)::varchar, la_number)"

LAIT = form(
    "lait",
    fields := (
        text("short_name", "Short Desc", key=True),
        text("measure_name", "Data item"),
        text("period", "Years", key=True),
        text("la_name", "LA and Regions", key=True),
        text("la_number", "LA Number", apart=True),
        text("region", "Region"),
    ),
    "short_name period la_name la_number",
    layout=Layout(
        fields=fields,
        area_code=f"case {_LAIT_LEVEL} when 'Local authority' then coalesce({_WHOLE_NUMBER}, la_name) "
        f"when 'National' then '{ENGLAND}' else la_name end",
        area_level=_LAIT_LEVEL,
        area_name="la_name",
        old_la_code=f"case {_LAIT_LEVEL} when 'Local authority' then {_WHOLE_NUMBER} end",
        region_code="region",
        period="period",
        measure="short_name",
    ),
    is_figure=lambda heading: heading == "Values",
)

SELECTED_VALUES = form(
    "selected-values",
    fields := (text("measure", key=True), text("item", apart=True), text("la", key=True)),
    "measure item la",
    layout=Layout(
        fields=fields,
        area_code=f"case la when 'England' then '{ENGLAND}' else la end",
        area_level="case la when 'England' then 'National' else 'Local authority' end",
        area_name="la",
        period="heading",
        measure="measure",
        filters={"item": "item"},
    ),
    is_figure=lambda heading: bool(_YEAR.fullmatch(heading)),
)

EXTRACT_BY_YEAR = form(
    "extract-by-year",
    fields := (text("la_name", "LA and Regions", key=True),),
    "la_name",
    layout=Layout(
        fields=fields,
        area_code="la_name",
        area_name="la_name",
        period="coalesce(nullif(regexp_extract(heading, '((19|20)[0-9]{2})$', 1), ''), "
        "regexp_extract(heading, '_chg_([0-9_]+)', 1))",
        measure="regexp_replace(heading, '_((19|20)[0-9]{2}|chg_[0-9_]+%?)$', '')",
        filters={},
        period_kind="case when heading like '%\\_chg\\_%' escape '\\' then 'change %' end",
    ),
    is_figure=lambda heading: bool(_YEARLY.fullmatch(heading)),
)

DISTRICTS = form(
    "district-populations",
    fields := (text("year", key=True), text("code", key=True), text("district"), text("new_unitary")),
    "year code district new_unitary",
    layout=Layout(
        fields=fields,
        area_code="code",
        area_level="'Local authority district'",
        area_name="district",
        region_code="new_unitary",
        period="year",
        period_kind="'Mid-year'",
    ),
    is_figure=lambda heading: heading.startswith("pop_"),
)

SCHOOL_ATTENDANCE = form(
    "school-attendance",
    fields := (text("la_code", key=True), text("la_name")),
    "la_code la_name",
    layout=Layout(
        fields=fields,
        area_code="la_code",
        area_name="la_name",
        period="coalesce(nullif(regexp_extract(heading, '_([0-9]{8})$', 1), ''), '20201015 to 20201210')",
        period_kind="'Day'",
        measure="regexp_replace(heading, '_[0-9]{8}$', '')",
    ),
    is_figure=lambda heading: bool(_SEVERAL_YEARS.search(heading)),
)

FIGURE_FORMS: tuple[Form, ...] = (LAIT, SELECTED_VALUES, DISTRICTS, SCHOOL_ATTENDANCE, EXTRACT_BY_YEAR)
