"""What indicators need and the Standard Safeguarding Dataset does not hold: established posts and the child population."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

POSTS = Table(
    name="posts",
    meaning="One established post held by one person, or by nobody, for a time; a post without a holder is unfilled",
    origin="Foothold: human resources establishment list, file posts.csv beside the SSD files",
    columns=(
        Column("post_holding_id", ColumnType.TEXT, "Identifier of the row: this post, this holder, this time", Sensitivity.NONE, key=True, required=True),
        Column("post_id", ColumnType.TEXT, "Identifier of the established post", Sensitivity.NONE),
        Column("team_id", ColumnType.TEXT, "Team the post belongs to", Sensitivity.NONE, required=True, references="department.team_id"),
        Column("service_area", ColumnType.TEXT, "Front door, duty and assessment, safeguarding, looked after, disabled children or leaving care", Sensitivity.NONE),
        Column("role", ColumnType.TEXT, "What the post is for, for example social worker or team manager", Sensitivity.NONE),
        Column("full_time_equivalent", ColumnType.NUMBER, "Size of the post as a share of full time, 0 to 1", Sensitivity.NONE),
        Column("professional_id", ColumnType.TEXT, "Who fills the post; blank says that nobody does", Sensitivity.WORKER, references="professionals.professional_id"),
        Column("filled_by", ColumnType.TEXT, "permanent, agency or unfilled", Sensitivity.NONE),
        Column("start_date", ColumnType.DATE, "First day of this holding", Sensitivity.NONE, required=True),
        Column("end_date", ColumnType.DATE, "Day this holding ended; blank while it lasts", Sensitivity.NONE),
    ),
)

CHILD_POPULATION = Table(
    name="child_population",
    meaning="The estimated number of children in the council's area at the middle of one year",
    origin="Office for National Statistics mid-year estimates, as published by the Department for Education",
    feed="population",
    columns=(
        Column("mid_year", ColumnType.INTEGER, "Year of the estimate, taken at 30 June", Sensitivity.NONE, key=True, required=True),
        Column("age_group", ColumnType.TEXT, "Age group as published, for example children aged 0 to 17 years", Sensitivity.NONE, key=True, required=True),
        Column("population", ColumnType.INTEGER, "Number of children living in the area", Sensitivity.NONE, required=True),
    ),
)
