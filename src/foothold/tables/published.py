"""What is published for the whole country: statistics, judgements, areas, neighbours. None of it is about one child.

They are kept once in a home and not for each council, so they stand apart from the tables of a council's record.
"""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

_NONE = Sensitivity.NONE
_RELEASE = Column("release", ColumnType.TEXT, "The published file by its name; what was published under that name before is its history", _NONE, key=True, required=True)

PUBLISHED_FIGURES = Table(
    name="published_figures",
    meaning="One figure of one area and period as it was published, or the symbol published in its place",
    origin="Statistics of the Department for Education and others, as published under the Open Government Licence v3.0",
    columns=(
        _RELEASE,
        Column("area_code", ColumnType.TEXT, "Code of the area: nine characters; several joined by ` / ` where councils report as one; where none is published, the Department's number or else the name", _NONE, key=True, required=True),
        Column("area_level", ColumnType.TEXT, "National, Regional or Local authority, as published", _NONE),
        Column("area_name", ColumnType.TEXT, "Name of the area as published", _NONE),
        Column("old_la_code", ColumnType.TEXT, "The Department's three-digit number of the council", _NONE),
        Column("region_code", ColumnType.TEXT, "Code of the region, or its name where no code is published", _NONE),
        Column("period", ColumnType.TEXT, "Period as published: 2024, 202021, 2014-16", _NONE, key=True, required=True),
        Column("period_kind", ColumnType.TEXT, "What the period is, as published: Reporting year, Week 37", _NONE),
        Column("filters", ColumnType.TEXT, "Breakdown the figure belongs to, as a JSON object of heading and value", _NONE, key=True, required=True),
        Column("measure", ColumnType.TEXT, "What is measured: the heading the figure stands under, or the measure's short name", _NONE, key=True, required=True),
        Column("value", ColumnType.NUMBER, "The figure; blank where a symbol was published, which is never a zero", _NONE),
        Column("symbol", ColumnType.TEXT, "The symbol published in place of a figure: c suppressed, x not available, z not applicable, u low reliability, k or low rounds to zero; blank beside a figure, and where nothing was published", _NONE),
    ),
)

AREA_POPULATIONS = Table(
    name="area_populations",
    meaning="The estimated number of children in one area at the middle of one year",
    origin="Office for National Statistics mid-year estimates, as published by the Department for Education",
    columns=(
        _RELEASE,
        Column("area_code", ColumnType.TEXT, "Code of the area", _NONE, key=True, required=True),
        Column("mid_year", ColumnType.INTEGER, "Year of the estimate, taken at 30 June", _NONE, key=True, required=True),
        Column("age_group", ColumnType.TEXT, "Age group as published", _NONE, key=True, required=True),
        Column("population", ColumnType.INTEGER, "Number of children living in the area; blank where a symbol was published", _NONE),
    ),
)

PUBLISHED_MEASURES = Table(
    name="published_measures",
    meaning="One published measure: what it means, which way is good, and to how many decimal places it is given",
    origin="Data dictionary of the Local Authority Interactive Tool, Department for Education",
    columns=(
        _RELEASE,
        Column("measure_code", ColumnType.TEXT, "Number of the measure in the dictionary", _NONE, key=True, required=True),
        Column("short_name", ColumnType.TEXT, "Name under which the figures stand", _NONE, key=True, required=True),
        Column("measure", ColumnType.TEXT, "Name of the measure", _NONE),
        Column("title", ColumnType.TEXT, "Title of its chart", _NONE),
        Column("topic", ColumnType.TEXT, "Topic it belongs to", _NONE, key=True, required=True),
        Column("polarity", ColumnType.TEXT, "Low or High where one of them is good; - where neither is said to be", _NONE),
        Column("unit", ColumnType.TEXT, "What the values are", _NONE),
        Column("description", ColumnType.TEXT, "What it describes", _NONE),
        Column("methodology", ColumnType.TEXT, "How it is worked out", _NONE),
        Column("source_file", ColumnType.TEXT, "The file or publication it is taken from", _NONE),
        Column("decimals", ColumnType.TEXT, "Decimal places it is given to", _NONE),
        Column("year_type", ColumnType.TEXT, "Kind of year its periods are", _NONE),
        Column("no_quartile", ColumnType.TEXT, "Whether quartiles say nothing of it", _NONE),
    ),
)

OFSTED_JUDGEMENTS = Table(
    name="ofsted_judgements",
    meaning="One published inspection or visit of one council's services for children, with its grades or theme",
    origin="Ofsted: outcomes of inspections of local authority children's services, and histories compiled from them",
    columns=(
        _RELEASE,
        Column("listed_in", ColumnType.TEXT, "The table of the release that lists it", _NONE, key=True, required=True),
        Column("area_name", ColumnType.TEXT, "Name of the council as published", _NONE, key=True, required=True),
        Column("area_code", ColumnType.TEXT, "Code of the council, where it is published", _NONE),
        Column("urn", ColumnType.TEXT, "Ofsted's number of the council, where it is published", _NONE),
        Column("area_status", ColumnType.TEXT, "Current or no longer existing, where it is published", _NONE),
        Column("region", ColumnType.TEXT, "Region as Ofsted draws it", _NONE),
        Column("framework", ColumnType.TEXT, "Framework and kind of inspection or visit", _NONE, key=True, required=True),
        Column("inspection_date", ColumnType.DATE, "First day of the inspection or visit, where it is published", _NONE),
        Column("inspection_end", ColumnType.DATE, "Last day, where it is published", _NONE),
        Column("publication_date", ColumnType.DATE, "Day of publication", _NONE, key=True, required=True),
        Column("overall", ColumnType.TEXT, "Overall effectiveness, in the words published", _NONE),
        Column("leaders", ColumnType.TEXT, "Impact of leaders, in the words published", _NONE),
        Column("help_and_protection", ColumnType.TEXT, "Children who need help and protection, in the words published", _NONE),
        Column("in_care", ColumnType.TEXT, "Children in care, in the words published", _NONE),
        Column("care_leavers", ColumnType.TEXT, "Care leavers, in the words published", _NONE),
        Column("adoption", ColumnType.TEXT, "Adoption, where it was graded", _NONE),
        Column("theme", ColumnType.TEXT, "Theme of a visit", _NONE),
        Column("report", ColumnType.TEXT, "Address of the report, where it is published", _NONE),
    ),
)

INSPECTION_REPORTS = Table(
    name="inspection_reports",
    meaning="The text of one published inspection report",
    origin="Ofsted: published reports",
    columns=(
        _RELEASE,
        Column("document", ColumnType.TEXT, "Name of the published document", _NONE, key=True, required=True),
        Column("urn", ColumnType.TEXT, "Ofsted's number of the council", _NONE),
        Column("area_name", ColumnType.TEXT, "Name of the council", _NONE),
        Column("pages", ColumnType.INTEGER, "Number of pages", _NONE),
        Column("report_text", ColumnType.TEXT, "The text as it could be taken out", _NONE),
    ),
)

STATISTICAL_NEIGHBOURS = Table(
    name="statistical_neighbours",
    meaning="One of the ten councils most like a council, in one model",
    origin="Department for Education: children's services statistical neighbour models",
    columns=(
        _RELEASE,
        Column("model", ColumnType.TEXT, "Year of the model", _NONE, key=True, required=True),
        Column("la_code", ColumnType.TEXT, "The Department's number of the council", _NONE, key=True, required=True),
        Column("la_name", ColumnType.TEXT, "Name of the council as published", _NONE),
        Column("rank", ColumnType.INTEGER, "1 for the nearest of the ten", _NONE, key=True, required=True),
        Column("neighbour_code", ColumnType.TEXT, "The Department's number of the neighbour", _NONE),
        Column("neighbour_name", ColumnType.TEXT, "Name of the neighbour, where it is published", _NONE),
        Column("closeness", ColumnType.TEXT, "How near it is, in the words published", _NONE),
    ),
)

AREA_LINKS = Table(
    name="area_links",
    meaning="One area as two lists of areas know it: the same area, the one it lies in, or the one that followed it",
    origin="Office for National Statistics lookups, registers of local authorities, Department for Education code lists",
    columns=(
        _RELEASE,
        Column("from_scheme", ColumnType.TEXT, "List the first code belongs to: ltla-2020, registry, urn, name, dfe", _NONE, key=True, required=True),
        Column("from_code", ColumnType.TEXT, "Code, or name where the list holds names", _NONE, key=True, required=True),
        Column("from_name", ColumnType.TEXT, "Name of the area", _NONE),
        Column("to_scheme", ColumnType.TEXT, "List the second code belongs to; replaced-by leads to what followed", _NONE, key=True, required=True),
        Column("to_code", ColumnType.TEXT, "Code, or name where the list holds names", _NONE, key=True, required=True),
        Column("to_name", ColumnType.TEXT, "Name of the area", _NONE),
        Column("start_date", ColumnType.DATE, "First day of the first area, where it is known", _NONE),
        Column("end_date", ColumnType.DATE, "Day the first area ended, where it has", _NONE),
    ),
)

BANK_HOLIDAYS = Table(
    name="bank_holidays",
    meaning="One bank holiday of one part of the United Kingdom",
    origin="gov.uk list of bank holidays",
    columns=(
        _RELEASE,
        Column("division", ColumnType.TEXT, "england-and-wales, scotland or northern-ireland", _NONE, key=True, required=True),
        Column("holiday", ColumnType.DATE, "The day", _NONE, key=True, required=True),
        Column("title", ColumnType.TEXT, "What it is called", _NONE),
        Column("notes", ColumnType.TEXT, "Substitute day, where it is one", _NONE),
    ),
)

INTERVENTION_EVENTS = Table(
    name="intervention_events",
    meaning="One dated event of one council's time in intervention, with its source",
    origin="Lists compiled from public sources",
    columns=(
        _RELEASE,
        Column("row_number", ColumnType.INTEGER, "Row of the list", _NONE, key=True, required=True),
        Column("area_name", ColumnType.TEXT, "Name of the council", _NONE, key=True, required=True),
        Column("organisation", ColumnType.TEXT, "The trust or company, where the list names one", _NONE),
        Column("event", ColumnType.TEXT, "What happened, as the list calls it", _NONE, key=True, required=True),
        Column("date_text", ColumnType.TEXT, "When, as precisely as the list says: a year, a month, a day, or words", _NONE),
        Column("detail", ColumnType.TEXT, "What the list adds", _NONE),
        Column("source", ColumnType.TEXT, "Where it is taken from", _NONE),
    ),
)
