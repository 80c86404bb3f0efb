"""What indicators need and the Standard Safeguarding Dataset does not hold: established posts and the child population."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

POSTS = Table(
    name="posts",
    meaning="Established posts of the service and who fills them, over time; a post without a holder is unfilled",
    origin="Foothold: human resources establishment list, file posts.csv beside the SSD files",
    columns=(
        Column("post_holding_id", ColumnType.TEXT, "Identifier of this row: one post held by one person, or by nobody, for a time", Sensitivity.NONE, key=True, required=True),
        Column("post_id", ColumnType.TEXT, "Identifier of the established post", Sensitivity.NONE),
        Column("team_id", ColumnType.TEXT, "Team the post belongs to", Sensitivity.NONE, required=True, references="department.team_id"),
        Column("service_area", ColumnType.TEXT, "Service area of the team, for example looked after", Sensitivity.NONE),
        Column("role", ColumnType.TEXT, "Role of the post, for example social worker or team manager", Sensitivity.NONE),
        Column("full_time_equivalent", ColumnType.NUMBER, "Full-time equivalent of the post, 0 to 1", Sensitivity.NONE),
        Column("professional_id", ColumnType.TEXT, "Who fills the post; blank means nobody does", Sensitivity.WORKER, references="professionals.professional_id"),
        Column("filled_by", ColumnType.TEXT, "permanent, agency or unfilled", Sensitivity.NONE),
        Column("start_date", ColumnType.DATE, "First day of this holding", Sensitivity.NONE, required=True),
        Column("end_date", ColumnType.DATE, "Day this holding ended; blank while it lasts", Sensitivity.NONE),
    ),
)

CHILD_POPULATION = Table(
    name="child_population",
    meaning="Estimated number of children aged 0 to 17 in the authority's area at 30 June of each year",
    origin="Office for National Statistics mid-year estimates, as published by the Department for Education",
    columns=(
        Column("mid_year", ColumnType.INTEGER, "Year of the estimate", Sensitivity.NONE, key=True, required=True),
        Column("age_group", ColumnType.TEXT, "Age group as published, for example Children aged 0 to 17 years", Sensitivity.NONE, key=True, required=True),
        Column("population", ColumnType.INTEGER, "Number of children", Sensitivity.NONE, required=True),
    ),
)
