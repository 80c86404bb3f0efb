"""Forms in which Ofsted's outcomes of inspections are published, and histories compiled from them."""

from __future__ import annotations

from foothold.returns.published.forms import Form, Rows, day, form, text

_JUDGED = {
    "overall": "Overall effectiveness",
    "leaders": "The impact of leaders on social work practice with children and families",
    "help_and_protection": "The experiences and progress of children who need help and protection",
    "in_care": "The experiences and progress of children in care",
    "care_leavers": "The experiences and progress of care leavers",
}

AS_PUBLISHED = form(
    "ofsted-outcomes",
    (
        text("area_code", "Local authority area code", key=True),
        text("area_name", "Local authority name", key=True),
        text("area_status", "Local authority status"),
        text("region", "Ofsted region", "Region"),
        day("inspection_date", "Inspection date", "Inspection/Visit date", apart=True),
        day("publication_date", "Publication date", key=True),
        text("framework", "Inspection type", "Inspection/Visit type", apart=True),
        *(text(name, heading) for name, heading in _JUDGED.items()),
        text("theme", "Visit Theme"),
        text("web_link", "Web link"),
    ),
    "area_code area_name publication_date overall leaders",
    rows=(
        Rows(
            "ofsted_judgements",
            {
                "framework": "coalesce(framework, 'latest judgement')",
                **{
                    name: name
                    for name in ("area_code", "area_name", "area_status", "region", "inspection_date", "theme")
                },
                "publication_date": "publication_date",
                **{name: name for name in _JUDGED},
            },
        ),
    ),
)

_GRADES = ("overall", "help_protection", "in_care", "adoption", "care_leavers", "leaders")
LONG_HISTORY = form(
    "ofsted-history-long",
    (
        text("area_name", "local_authority", key=True),
        text("region", "region"),
        text("la_type", "la_type"),
        text("framework", "framework", key=True),
        day("publication_date", "publication_date", key=True),
        *(text(name, name) for name in _GRADES),
    ),
    "area_name framework publication_date la_type help_protection",
    rows=(
        Rows(
            "ofsted_judgements",
            {
                **{name: name for name in ("area_name", "region", "framework", "publication_date")},
                **{name: name for name in _GRADES if name != "help_protection"},
                "help_and_protection": "help_protection",
            },
        ),
    ),
)

# framework, heading of its date, and the heading of each grade given under it
_SIF = "Single Inspection of LA Children's Services (SIF)"
_WIDE: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "SLAC safeguarding",
        "Safeguarding & Looked After Children (SLAC) Inspection publication date",
        {"overall": "SLAC Safeguarding Overall effectiveness (OE)"},
    ),
    (
        "SLAC looked after",
        "Safeguarding & Looked After Children (SLAC) Inspection publication date",
        {"overall": "SLAC Looked After Children Overall Effectiveness (OE)"},
    ),
    (
        "SLAC safeguarding re-inspection",
        "SLAC re-inspection of Safeguarding publication date",
        {"overall": "SLAC re-inspection Safeguarding OE"},
    ),
    (
        "SLAC looked after re-inspection",
        "SLAC re-inspection of services for Children Looked After publication date",
        {"overall": "SLAC re-inspection of services Children Looked After OE"},
    ),
    (
        "CPI",
        "Child Protection Inspections (CPI) publication date",
        {"overall": "CPI Overall Effectiveness (OE)"},
    ),
    (
        "CPI re-inspection",
        "Child Protection Re-Inspection (CPRI) publication date",
        {"overall": "CPRI Overall Effectiveness (OE)"},
    ),
    (
        "TLAC",
        "Targeted Looked After Children (TLAC) inspection publication date",
        {"overall": "TLAC Overall Effectiveness (OE)"},
    ),
    *(
        (
            framework,
            f"{_SIF} {which} publication date",
            {
                "overall": f"{which} Overall Judgement (OE)",
                "help_and_protection": f"{which} children who need help and protection",
                "in_care": f"{which} children looked after and achieving permanence",
                "adoption": f"{which} CLA Sub: Adoption Performance",
                "care_leavers": f"{which} CLA Sub: Experiences and progress of care leavers",
                "leaders": f"{which} leadership, management and governance",
            },
        )
        for framework, which in (("SIF", "First SIF"), ("SIF re-inspection", "SIF Re-inspection"))
    ),
    *(
        (
            f"{which} ILACS",
            f"{which} ILACS framework publication date",
            {
                "overall": f"{which} ILACS framework overall effectiveness",
                "leaders": f"{which} ILACS framework impact of leaders",
                "help_and_protection": f"{which} ILACS framework experiences and progress of children who need help "
                "and protection",
                "in_care": f"{which} ILACS framework experiences and progress of children in care{and_leavers}",
                **(
                    {}
                    if and_leavers
                    else {"care_leavers": f"{which} ILACS framework experiences and progress of care leavers"}
                ),
            },
        )
        for which, and_leavers in (("First", " and care leavers"), ("Second", ""))
    ),
)
_KINDS = {
    "First ILACS": "First ILACS framework inspection type",
    "Second ILACS": "Second ILACS framework inspection type",
}


def _place(number: int, grade: str) -> str:
    return f"{grade}_{number}"


_WIDE_FIELDS = {
    **{heading: day(_place(n, "published"), heading) for n, (_, heading, _) in reversed([*enumerate(_WIDE)])},
    **{
        heading: text(_place(n, grade), heading)
        for n, (_, _, grades) in enumerate(_WIDE)
        for grade, heading in grades.items()
    },
    **{heading: text(f"kind_{framework.split()[0].lower()}", heading) for framework, heading in _KINDS.items()},
}


def _wide_rows(number: int) -> Rows:
    framework, heading, grades = _WIDE[number]
    published = _WIDE_FIELDS[heading].name
    kind = f"kind_{framework.split()[0].lower()}" if framework in _KINDS else "null"
    return Rows(
        "ofsted_judgements",
        {
            "area_name": "area_name",
            "region": "region",
            "framework": f"concat_ws(', ', '{framework}', {kind})",
            "publication_date": published,
            **{grade: _WIDE_FIELDS[heading].name for grade, heading in grades.items()},
        },
        where=f"{published} is not null",
    )


WIDE_HISTORY = form(
    "ofsted-history-wide",
    (
        text("area_name", "Local authority name", key=True),
        text("region", "LA region"),
        text("la_type", "LA Authority Type", apart=True),
        text("lscb", "LSCB Overall Effectiveness"),
        *_WIDE_FIELDS.values(),
    ),
    "area_name region la_type published_0 published_4",
    rows=(
        *(_wide_rows(number) for number in range(len(_WIDE))),
        Rows(
            "ofsted_judgements",
            {
                "area_name": "area_name",
                "region": "region",
                "framework": "'LSCB review with the first SIF'",
                "publication_date": _WIDE_FIELDS[f"{_SIF} First SIF publication date"].name,
                "overall": "lscb",
            },
            where=f"lscb is not null and {_WIDE_FIELDS[f'{_SIF} First SIF publication date'].name} is not null",
        ),
    ),
)

_ANY_DAY = "try_strptime({}, ['%d/%m/%y', '%d/%m/%Y', '%Y-%m-%d'])::date"
REPORT_LIST = form(
    "ofsted-report-list",
    (
        text("urn", "urn", key=True),
        text("area_name", "local_authority", key=True),
        text("report", "inspection_link", apart=True),
        text("document", "pdf_filename", apart=True),
        text("published", "publication_date", key=True),
        text("framework", "inspection_framework", apart=True),
        text("inspector", "inspector_name"),
        text("started", "inspection_start_date", apart=True),
        text("ended", "inspection_end_date"),
        text("overall", "overall_effectiveness_grade"),
        text("leaders", "impact_of_leaders_grade"),
        text("help_and_protection", "help_and_protection_grade"),
        text("in_care", "in_care_grade"),
        text("care_leavers", "care_leavers_grade"),
        text("parser", "parser_version"),
    ),
    "urn area_name report published framework overall",
    rows=(
        Rows(
            "ofsted_judgements",
            {
                **{name: name for name in ("urn", "area_name", "report", "overall", "leaders")},
                **{name: name for name in ("help_and_protection", "in_care", "care_leavers")},
                "framework": "coalesce(framework, 'not stated')",
                "publication_date": _ANY_DAY.format("published"),
                "inspection_date": _ANY_DAY.format("started"),
                "inspection_end": _ANY_DAY.format("ended"),
            },
        ),
    ),
)

REPORT_TEXTS = form(
    "ofsted-report-texts",
    (
        text("urn", "urn", apart=True),
        text("area_name", "la"),
        text("document", "pdf", key=True),
        text("pages", "pages"),
        text("bytes", "bytes"),
        text("chars", "chars"),
    ),
    "urn area_name document pages",
    rows=(
        Rows(
            "inspection_reports",
            {
                **{name: name for name in ("document", "urn", "area_name", "report_text")},
                "pages": "try_cast(pages as bigint)",
            },
        ),
    ),
    as_is={"report_text": "text"},
)

JUDGEMENT_FORMS: tuple[Form, ...] = (AS_PUBLISHED, LONG_HISTORY, WIDE_HISTORY, REPORT_LIST, REPORT_TEXTS)
