"""WF02, WF03 and WF06: posts by how they are filled, in full-time equivalents."""

TABLES = {
    "posts": """
        post_holding_id | post_id | team_id | full_time_equivalent | filled_by | start_date | end_date
        ----------------+---------+---------+----------------------+-----------+------------+-----------
        h1              | s1      | T1      | 1.0                  | permanent | 2019-01-07 |
        h2              | s2      | T1      | 0.6                  | permanent | 2019-01-07 |
        h3              | s3      | T1      | 0.8                  | agency    | 2019-01-07 |
        h4              | s4      | T1      | 1.0                  | permanent | 2019-01-07 | 2019-05-15
        h5              | s4      | T1      | 1.0                  | unfilled  | 2019-05-15 |
    """
}


def test_a_post_is_vacant_whether_agency_covers_it_or_nobody_does(spec):
    spec("vacancy_rate", TABLES, {"2019-05-14": (0.8, 3.4), "2019-05-15": (1.8, 3.4)})


def test_agency_is_a_share_of_filled_posts(spec):
    spec("agency_rate", TABLES, {"2019-05-14": (0.8, 3.4), "2019-05-15": (0.8, 2.4)})


def test_an_unfilled_post_has_nobody(spec):
    figures = spec("unfilled_posts", TABLES, {"2019-01-06": (0, 0), "2019-05-14": (0, 3.4), "2019-05-15": (1, 3.4)})
    assert [figure.value for figure in figures] == [None, 0, 100 / 3.4]
