"""What people decided about cases, which no national format carries: ratings, contacts and how they were made, supervision,
concerns raised, and who was given a case. It comes back as a return of its own, so one feed always tells of it.
"""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

_ORIGIN = "Foothold: what people decided, handed over as the decisions return"
FEED = "decisions"

CASE_RATINGS = Table(
    name="case_ratings",
    meaning="One rating of the risk in one case, which holds until the next rating of the case",
    origin=_ORIGIN,
    feed=FEED,
    columns=(
        Column("rating_id", ColumnType.TEXT, "Identifier of the rating", Sensitivity.CHILD, key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child whose case was rated", Sensitivity.CHILD, required=True, references="person.person_id"),
        Column("referral_id", ColumnType.TEXT, "The case that was rated; blank where only the child is known", Sensitivity.CHILD, references="cin_episodes.referral_id"),
        Column("rating", ColumnType.TEXT, "Red, amber or green; red is seen face to face first", Sensitivity.CHILD),
        Column("rated_date", ColumnType.DATE, "Day the rating was made or confirmed", Sensitivity.CHILD, required=True),
        Column("rated_by_role", ColumnType.TEXT, "Role of whoever rated, for example team manager", Sensitivity.NONE),
        Column("review_due_date", ColumnType.DATE, "Last day by which the rating had to be looked at again", Sensitivity.CHILD),
    ),
)

CASE_CONTACTS = Table(
    name="case_contacts",
    meaning="One contact of a worker with one child, and how it was made",
    origin=_ORIGIN,
    feed=FEED,
    columns=(
        Column("contact_id", ColumnType.TEXT, "Identifier of the contact", Sensitivity.CHILD, key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child the contact was with or about", Sensitivity.CHILD, required=True, references="person.person_id"),
        Column("referral_id", ColumnType.TEXT, "The case in which it was made; blank where only the child is known", Sensitivity.CHILD, references="cin_episodes.referral_id"),
        Column("contact_date", ColumnType.DATE, "Day of the contact", Sensitivity.CHILD, required=True),
        Column("contact_mode", ColumnType.TEXT, "Face to face, video or phone; only face to face can count as seen in person", Sensitivity.CHILD),
        Column("child_seen", ColumnType.FLAG, "Whether the child was seen, in person or on a screen as the mode says: Y, N or U", Sensitivity.CHILD),
        Column("child_seen_alone", ColumnType.FLAG, "Whether the child was seen without the carers: Y, N or U", Sensitivity.CHILD),
        Column("professional_id", ColumnType.TEXT, "The worker who made the contact; a keyed hash where the return holds a name", Sensitivity.CHILD, references="professionals.professional_id"),
    ),
)

SUPERVISIONS = Table(
    name="supervisions",
    meaning="One case talked through by a worker and a supervisor",
    origin=_ORIGIN,
    feed=FEED,
    columns=(
        Column("supervision_id", ColumnType.TEXT, "Identifier of the record for this case", Sensitivity.CHILD, key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child whose case it was", Sensitivity.CHILD, required=True, references="person.person_id"),
        Column("referral_id", ColumnType.TEXT, "The case that was talked through; blank where only the child is known", Sensitivity.CHILD, references="cin_episodes.referral_id"),
        Column("supervision_date", ColumnType.DATE, "Day of the supervision", Sensitivity.CHILD, required=True),
        Column("professional_id", ColumnType.TEXT, "The worker who was supervised; a keyed hash where the return holds a name", Sensitivity.WORKER, references="professionals.professional_id"),
        Column("supervisor_role", ColumnType.TEXT, "Role of the supervisor, for example team manager", Sensitivity.NONE),
    ),
)

ESCALATIONS = Table(
    name="escalations",
    meaning="One concern about one case, raised above the worker and the line manager",
    origin=_ORIGIN,
    feed=FEED,
    columns=(
        Column("escalation_id", ColumnType.TEXT, "Identifier of the escalation", Sensitivity.CHILD, key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child the concern is about", Sensitivity.CHILD, required=True, references="person.person_id"),
        Column("referral_id", ColumnType.TEXT, "The case it is about; blank where only the child is known", Sensitivity.CHILD, references="cin_episodes.referral_id"),
        Column("route", ColumnType.TEXT, "Who raised it: IRO (independent reviewing officer), CP_CHAIR (chair of protection conferences) or OTHER", Sensitivity.CHILD),
        Column("stage", ColumnType.INTEGER, "Stage of the council's escalation policy it has reached, 1 being the first", Sensitivity.CHILD),
        Column("raised_date", ColumnType.DATE, "Day the concern was raised", Sensitivity.CHILD, required=True),
        Column("due_date", ColumnType.DATE, "Last day for an answer at the stage it has reached", Sensitivity.CHILD),
        Column("closed_date", ColumnType.DATE, "Day it was resolved; blank while it is open", Sensitivity.CHILD),
    ),
)

ALLOCATION_DECISIONS = Table(
    name="allocation_decisions",
    meaning="One decision about who works with one child: given, moved, taken back, or left without a worker for a reason",
    origin=_ORIGIN,
    feed=FEED,
    columns=(
        Column("decision_id", ColumnType.TEXT, "Identifier of the decision for this child", Sensitivity.CHILD, key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child it is about", Sensitivity.CHILD, required=True, references="person.person_id"),
        Column("referral_id", ColumnType.TEXT, "The case it is about; blank where only the child is known", Sensitivity.CHILD, references="cin_episodes.referral_id"),
        Column("decided_date", ColumnType.DATE, "Day of the decision", Sensitivity.CHILD, required=True),
        Column("decision", ColumnType.TEXT, "Allocate, reallocate, end, or leave unallocated", Sensitivity.CHILD),
        Column("professional_id", ColumnType.TEXT, "The worker it was given to, blank for nobody; a keyed hash where the return holds a name", Sensitivity.CHILD, references="professionals.professional_id"),
        Column("worker_change_reason", ColumnType.TEXT, "Why the worker changed, in the codes of the Dataset's involvements (LEFTRL, MANAGE, ORGRST, ...)", Sensitivity.CHILD),
        Column("unallocated_reason", ColumnType.TEXT, "Why it was left without a worker: NO_CAPACITY, AWAITING_INFORMATION, AWAITING_TRANSFER, CLOSING or OTHER", Sensitivity.CHILD),
        Column("decided_by_role", ColumnType.TEXT, "Role of whoever decided, for example team manager", Sensitivity.NONE),
    ),
)
