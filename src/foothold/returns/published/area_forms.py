"""Forms of lists of areas, of statistical neighbours, of measures, of days, and of events in intervention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from foothold.returns.published.forms import Form, Rows, day, form, text

# Statistical neighbours --------------------------------------------------------------------------------------------

NEIGHBOURS = 10
_ORDER = range(1, NEIGHBOURS + 1)
_NUMBERED = re.compile(r"SN_?(\d+)$", re.IGNORECASE)


def _name_closeness(headings: Sequence[str]) -> Sequence[str]:
    """The 2021 model publishes the column after each neighbour under one repeated name: it gets the neighbour's."""
    named = list(headings)
    for place, heading in enumerate(headings):
        numbered = _NUMBERED.fullmatch(heading.strip())
        if numbered and place + 1 < len(named):
            named[place + 1] = f"closeness {numbered.group(1)}"
    return named


def _neighbour(order: int) -> Rows:
    whole = f"try_cast(try_cast(sn_{order} as double) as bigint)::varchar"
    return Rows(
        "statistical_neighbours",
        {
            "model": "coalesce(nullif(regexp_extract(release, '20[0-9]{2}'), ''), 'not stated')",
            "la_code": "try_cast(try_cast(la_code as double) as bigint)::varchar",
            "la_name": "la_name",
            "rank": str(order),
            "neighbour_code": whole,
            "closeness": f"closeness_{order}",
        },
        where=f"{whole} is not null",
    )


NEIGHBOURS_WIDE = form(
    "neighbours-wide",
    (
        text("la_code", "LA num", "old_la_code", key=True),
        text("la_name", "LA Name", "la_name"),
        text("la_number", "LA number"),
        text("region_number", "GOInd", "region_ind"),
        text("region", "GOReg", "region_name"),
        *(text(f"sn_{order}", f"SN{order}", f"SN_{order}") for order in _ORDER),
        *(text(f"closeness_{order}", f"closeness {order}") for order in _ORDER),
    ),
    "la_code la_name sn_1 sn_10",
    rows=tuple(_neighbour(order) for order in _ORDER),
    headings=_name_closeness,
)

NEIGHBOURS_LONG = form(
    "neighbours-long",
    (
        text("model", key=True),
        text("la_code", key=True),
        text("la_name"),
        text("rank", key=True),
        text("neighbour_code"),
        text("neighbour_name"),
        text("closeness"),
    ),
    "model la_code rank neighbour_code closeness",
    rows=(
        Rows(
            "statistical_neighbours",
            {
                **{name: name for name in ("la_code", "la_name", "neighbour_code", "neighbour_name", "closeness")},
                "model": "left(model, 4)",
                "rank": "try_cast(rank as bigint)",
            },
        ),
    ),
)

# Areas ---------------------------------------------------------------------------------------------------------------

_YEARS = tuple(f"{year}" for year in range(16, 25))


def _link(
    from_scheme: str, from_code: str, from_name: str, to_scheme: str, to_code: str, to_name: str, **more: str
) -> Rows:
    columns = {
        "from_scheme": f"'{from_scheme}'",
        "from_code": from_code,
        "from_name": from_name,
        "to_scheme": f"'{to_scheme}'",
        "to_code": to_code,
        "to_name": to_name,
        **more,
    }
    return Rows("area_links", columns, where=f"{from_code} is not null and {to_code} is not null")


DISTRICTS_BY_YEAR = form(
    "districts-by-year",
    [
        column
        for year in _YEARS
        for column in (
            text(f"code_{year}", f"ltla{year}_code", key=year == _YEARS[-1], apart=year != _YEARS[-1]),
            text(f"name_{year}", f"ltla{year}_name"),
        )
    ],
    "code_16 code_21",
    rows=tuple(
        _link(f"ltla-20{a}", f"code_{a}", f"name_{a}", f"ltla-20{b}", f"code_{b}", f"name_{b}")
        for a, b in pairwise(_YEARS)
    ),
)


def _districts_of_counties(year: str, *spellings: str) -> Form:
    lower, lower_name, upper, upper_name = spellings
    return form(
        f"districts-of-counties-{year}",
        (
            text("district", lower, key=True),
            text("district_name", lower_name),
            text("county", upper, apart=True),
            text("county_name", upper_name),
            text("district_name_welsh", f"LTLA{year[2:]}NMW"),
            text("county_name_welsh", f"UTLA{year[2:]}NMW"),
            text("object", "ObjectId"),
        ),
        "district district_name county county_name",
        rows=(_link(f"ltla-{year}", "district", "district_name", f"utla-{year}", "county", "county_name"),),
    )


AUTHORITIES = form(
    "authorities-past-and-current",
    (
        text("registry", "local-authority-code", key=True),
        text("official", "official-name"),
        text("name", "nice-name"),
        text("gss", "gss-code"),
        day("start_date", "start-date"),
        day("end_date", "end-date"),
        text("replaced_by", "replaced-by"),
        text("nation", "nation"),
        text("region", "region"),
        text("kind", "local-authority-type"),
    ),
    "registry name gss start_date replaced_by",
    rows=(
        _link("registry", "registry", "name", "gss", "gss", "official", start_date="start_date", end_date="end_date"),
        _link("registry", "registry", "name", "region", "region", "region"),
        _link("registry", "registry", "name", "type", "kind", "kind"),
        Rows(
            "area_links",
            {
                "from_scheme": "'registry'",
                "from_code": "registry",
                "from_name": "name",
                "to_scheme": "'replaced-by'",
                "to_code": "trim(unnest(string_split(replaced_by, ',')))",
                "start_date": "start_date",
                "end_date": "end_date",
            },
            where="replaced_by is not null",
        ),
    ),
)

NAMES = form(
    "names-of-authorities",
    (text("name", "la-name", key=True), text("registry", "local-authority-code", key=True)),
    "name registry",
    rows=(_link("name", "name", "name", "registry", "registry", "null"),),
)

LA_NUMBERS = form(
    "numbers-of-authorities",
    (
        text("number", "LA Number", key=True),
        text("name", "LA Name", key=True),
        text("region", "Region"),
        text("kind", "Type"),
    ),
    "number name region kind",
    rows=(
        _link("dfe", "number", "name", "region", "region", "region"),
        _link("dfe", "number", "name", "type", "kind", "kind"),
    ),
)

PROVIDERS = form(
    "ofsted-provider-lookup",
    (
        text("urn", key=True),
        text("number", "la_code", apart=True),
        text("gss", "la_code_new", apart=True),
        text("name", "local_authority_ons_name"),
        text("also", "also_known_as"),
        text("region_code", "rgn22cd"),
        text("region", "rgn22nm"),
        text("kind", "ons_la_type"),
    ),
    "urn number gss name",
    rows=(
        _link("urn", "urn", "name", "gss", "gss", "name"),
        _link("urn", "urn", "name", "dfe", "number", "name"),
        _link("dfe", "number", "name", "gss", "gss", "name"),
        _link("gss", "gss", "name", "region", "region_code", "region"),
        _link("name", "also", "name", "gss", "gss", "name"),
    ),
)

# Measures, days, events ----------------------------------------------------------------------------------------------

_DICTIONARY = {
    "measure_code": "Measure_code",
    "topic": "Topic",
    "measure": "Measure",
    "title": "Chart_title",
    "short_name": "Measure_short",
    "polarity": "Polarity",
    "unit": "y_axis_name",
    "source_file": "Table_status",
    "description": "Description",
    "methodology": "Methodology",
    "decimals": "dps",
    "year_type": "Year_Type",
    "no_quartile": "No_Quartile",
}
DICTIONARY = form(
    "lait-data-dictionary",
    [
        text(name, heading, key=name == "measure_code", apart=name in ("topic", "short_name", "measure", "title"))
        for name, heading in _DICTIONARY.items()
    ],
    "measure_code measure short_name polarity description",
    rows=(Rows("published_measures", {name: name for name in _DICTIONARY}),),
)

HOLIDAYS = form(
    "bank-holidays",
    (
        text("division", apart=True),
        day("holiday", "date", key=True),
        text("title", key=True),
        text("notes"),
        text("bunting"),
    ),
    "holiday title notes",
    rows=(
        Rows(
            "bank_holidays",
            {
                "division": "coalesce(division, 'england-and-wales')",
                "holiday": "holiday",
                "title": "title",
                "notes": "notes",
            },
        ),
    ),
)

EVENTS = form(
    "intervention-events",
    (
        text("area_name", "local_authority", key=True),
        text("date_text", "date", key=True),
        text("event", "event_type", key=True),
        text("detail", apart=True),
        text("source", apart=True),
    ),
    "area_name date_text event detail source",
    rows=(
        Rows(
            "intervention_events",
            {
                "row_number": "_row",
                **{name: name for name in ("area_name", "date_text", "event", "detail", "source")},
            },
        ),
    ),
)


def _event(event: str, dated: str, detail: str, source: str, organisation: str = "null") -> Rows:
    columns = {
        "row_number": "_row",
        "area_name": "area",
        "organisation": organisation,
        "event": f"'{event}'",
        "date_text": dated,
        "detail": detail,
        "source": source,
    }
    return Rows("intervention_events", columns, where=f"{dated} is not null")


_TRUST = ("trigger", "trigger_published", "decision_date", "decision_type", "target_go_live_at_decision", "go_live")
TIMELINES = form(
    "trust-timelines",
    (
        text("area", key=True),
        text("organisation", apart=True),
        *(text(name) for name in _TRUST),
        *(text(name) for name in ("ended", "ended_how", "confidence", "sources")),
    ),
    "area organisation trigger_published decision_date go_live",
    rows=(
        _event("trigger", "trigger_published", "trigger", "sources", "organisation"),
        _event("decision", "decision_date", "decision_type", "sources", "organisation"),
        _event("target set for going live", "target_go_live_at_decision", "null", "sources", "organisation"),
        _event("go-live", "go_live", "confidence", "sources", "organisation"),
        _event("ended", "ended", "ended_how", "sources", "organisation"),
    ),
)

_CLASS = ("decision_source", "direction_date", "first_target", "first_target_source", "incorporated")
REFERENCE_CLASS = form(
    "trust-reference-class",
    (
        text("area", key=True),
        text("decision_date", apart=True),
        *(text(name) for name in (*_CLASS, "go_live_or_end", "end_source", "status", "verification")),
        *(text(name) for name in ("days_decision_to_go_live", "months", "slip_days_vs_first_target")),
        *(text(name) for name in ("planned_days", "actual_over_planned")),
    ),
    "area decision_date first_target go_live_or_end status",
    rows=(
        _event("decision", "decision_date", "verification", "decision_source"),
        _event("direction", "direction_date", "null", "null"),
        _event("target set for going live", "first_target", "null", "first_target_source"),
        _event("incorporated", "incorporated", "null", "null"),
        _event("go-live or end", "go_live_or_end", "status", "end_source"),
    ),
)

AREA_FORMS: tuple[Form, ...] = (
    NEIGHBOURS_WIDE,
    NEIGHBOURS_LONG,
    DISTRICTS_BY_YEAR,
    _districts_of_counties("2020", "ltla20_code", "ltla20_name", "utla20_code", "utla20_name"),
    _districts_of_counties("2021", "ltla21_code", "ltla21_name", "utla21_code", "utla21_name"),
    _districts_of_counties("2023", "LTLA23CD", "LTLA23NM", "UTLA23CD", "UTLA23NM"),
    AUTHORITIES,
    NAMES,
    LA_NUMBERS,
    PROVIDERS,
    DICTIONARY,
    HOLIDAYS,
    EVENTS,
    TIMELINES,
    REFERENCE_CLASS,
)
