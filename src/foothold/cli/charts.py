"""Commands about what a series shows: `foothold spc` and `foothold embeddedness`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foothold.cli.context import Format, Settings, print_json, print_rows
from foothold.terms.errors import Refused

if TYPE_CHECKING:
    from foothold.embeddedness import Assessment, ControlChart, LevelOptions, Series
    from foothold.embeddedness.series_files import ChartCase, Row

POINT_COLUMNS = (
    *("f", "x", "y", "rebase_group", "fix_y", "mean_col", "lpl", "upl", "relative_to_mean", "outside_limits"),
    *("close_to_limits", "special_cause_type", "special_cause_flag", "point_type", "short_group_warning", "target"),
)
ATTRIBUTE_COLUMNS = (
    *("case", "screened", "x", "y", "n", "part", "cl", "lcl", "ucl", "lcl.95", "ucl.95", "sigma.signal"),
    *("runs.signal", "n.obs", "n.useful", "longest.run", "longest.run.max", "n.crossings", "n.crossings.min"),
)
ICON_COLUMNS = ("case", "f", "variation", "assurance_type")
DAY = ["%Y-%m-%d"]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(spc)
    topic = typer.Typer(
        invoke_without_command=True, help="How far an improvement has come; calibrate: tried on published figures."
    )
    topic.callback()(embeddedness)
    topic.command("calibrate")(calibrate)
    app.add_typer(topic, name="embeddedness")


def spc(
    series: Annotated[Path, typer.Argument(help="CSV file: case,facet,date,value or case,x,num,den.")],
    options: Annotated[Path, typer.Option(help="JSON file: a list with one object for each case.")],
    style: Annotated[Format, typer.Option("--format", help="How the rows are printed.")] = Format.TABLE,
    icons: Annotated[bool, typer.Option("--icons", help="Also print variation and assurance for each series.")] = False,
) -> None:
    """Put series on control charts: limits, signals and icons, point by point."""
    from foothold.embeddedness.series_files import XMR, options_of_cases, read_rows

    wanted = options_of_cases(options)
    kinds = {(given.get("chart") or XMR) == XMR for given in wanted}
    if kinds == {True}:
        _print_individuals(read_rows(series, ("case", "date", "value")), wanted, options.name, style, icons)
    elif kinds == {False}:
        _print_attributes(read_rows(series, ("case", "x", "num")), wanted, options.name, style)
    else:
        raise Refused(
            f"{options.name}: put xmr charts into one file and other charts into another; their columns differ."
        )


def _print_individuals(rows: list[Row], wanted: list[dict[str, Any]], file: str, style: Format, icons: bool) -> None:
    from foothold.embeddedness import Individuals, xmr_of_many
    from foothold.embeddedness.series_files import chart_cases

    cases = list(chart_cases(rows, wanted, file))
    charts = xmr_of_many([Individuals(case.name, case.dates, case.values, case.options) for case in cases])
    points = [
        (case.case, case.facet, *(getattr(point, column) for column in POINT_COLUMNS[1:]))
        for case, chart in zip(cases, charts, strict=True)
        for point in chart.points
    ]
    _print_available(("case", *POINT_COLUMNS), points, style)
    if icons:
        newest = [(c.case, c.facet, h.variation, _assurance(c, h)) for c, h in zip(cases, charts, strict=True)]
        _print_available(ICON_COLUMNS, newest, style)


def _assurance(case: ChartCase, chart: ControlChart) -> str | None:
    """What the reference package says of a target: of a facet without one, while others have theirs, neither."""
    judged = chart.options.improvement_direction != "neutral"
    return "inconsistent" if case.target_elsewhere and judged else chart.assurance


def _print_attributes(rows: list[Row], wanted: list[dict[str, Any]], file: str, style: Format) -> None:
    from foothold.embeddedness.attribute_charts import attribute_chart
    from foothold.embeddedness.series_files import attribute_cases

    printed: list[tuple[Any, ...]] = []
    for case in attribute_cases(rows, wanted, file):
        for p in attribute_chart(case.xs, case.numerators, case.denominators, case.options, case.case):
            limits = (p.cl, p.lcl, p.ucl, p.lcl_95, p.ucl_95, p.sigma_signal)
            runs = (p.runs.longest, p.runs.longest_allowed, p.runs.crossings, p.runs.fewest_crossings)
            counted = (p.runs.signal, p.runs.observed, p.runs.useful, *runs)
            printed.append((case.case, case.options.screened, p.x, p.y, p.n, p.part, *limits, *counted))
    _print_available(ATTRIBUTE_COLUMNS, printed, style)


def _print_available(columns: tuple[str, ...], rows: list[tuple[Any, ...]], style: Format) -> None:
    """Print rows with NA, TRUE and FALSE spelt as the reference package writes them; JSON has its own words."""
    said = {None: "NA", True: "TRUE", False: "FALSE"}
    if style is not Format.JSON:
        rows = [tuple(said[v] if v is None or isinstance(v, bool) else v for v in row) for row in rows]
    print_rows(columns, rows, style)


def embeddedness(
    context: typer.Context,
    as_at: Annotated[datetime | None, typer.Option(formats=DAY, help="The date asked about; must be given.")] = None,
    indicator: Annotated[str | None, typer.Option(help="An indicator of a loaded authority.")] = None,
    authority: Annotated[str | None, typer.Option(help="The authority's code. Default: the only one loaded.")] = None,
    series: Annotated[Path | None, typer.Option(help="CSV file instead: date,value[,pressure][,team_NAME...].")] = None,
    options: Annotated[Path | None, typer.Option(help="JSON file with the series' options.")] = None,
    programme_start: Annotated[
        datetime | None, typer.Option(formats=DAY, help="First day of the programme; what came before is the baseline.")
    ] = None,
    style: Annotated[Format, typer.Option("--format", help="How the answer is printed.")] = Format.TABLE,
) -> None:
    """Say how far an improvement has come, with the evidence for and against."""
    from foothold.embeddedness import assess

    if context.invoked_subcommand:
        return
    if as_at is None:
        raise typer.BadParameter("Give the date asked about, as 2020-02-17.", param_hint="--as-at")
    if (indicator is None) == (series is None):
        raise Refused("Give either --indicator or --series.")
    start = programme_start.date() if programme_start else None
    if series is not None:
        subject, held_to = _from_files(series, options, authority)
        held_to, beside = replace(held_to, programme_start=start or held_to.programme_start), None
    elif options is not None:
        raise Refused("--options belongs to --series; an indicator's definition says what it is held to.")
    else:
        subject, held_to, beside = _from_warehouse(context.obj, str(indicator), authority, start, as_at.date())
    _print_assessment(assess(subject, held_to, as_at.date(), beside), style)


def calibrate(
    context: typer.Context,
    indicator: Annotated[str, typer.Option(help="An indicator of which percentages are published: AS02 or CP04.")],
    authority: Annotated[str | None, typer.Option(help="A council, year by year; else all councils counted.")] = None,
    rises: Annotated[bool, typer.Option("--rises", help="List large improvements and what became of them.")] = False,
    style: Annotated[Format, typer.Option("--format", help="How the rows are printed.")] = Format.TABLE,
) -> None:
    """What the ledger would have said of real councils each year, by published statistics, and whether it lasted."""
    from foothold.embeddedness import annual
    from foothold.embeddedness.published_series import councils_of

    measure, councils = councils_of(context.ensure_object(Settings).home, indicator)
    if authority is not None:
        if authority not in councils:
            raise Refused(
                f"No figures of {authority} are published for {indicator}. Give a council's nine-character code."
            )
        rows = [(y.year, y.value, y.england, y.word, y.on_target) for y in councils[authority].years]
        print_rows(("year", "value", "england", "word", "years_on_target"), rows, style)
    elif rises:
        by_name = {one.name: one.years for one in councils.values()}
        found = [
            (name, before.year, before.value, after.year, after.value, after.word, worst)
            for name, before, after, worst in annual.rises(by_name, measure.direction)
        ]
        print_rows(("council", "from", "was", "year", "value", "word", "worst_of_3_years_on"), found, style)
    else:
        counted = annual.borne_out({code: one.years for code, one in councils.items()})
        rows = [(b.word, b.years_later, b.councils, b.still, _share(b.still, b.councils)) for b in counted]
        print_rows(("word", "years_later", "councils", "still_on_target", "percent"), rows, style)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}" if whole else ""


def _from_files(series: Path, options: Path | None, authority: str | None) -> tuple[Series, LevelOptions]:
    from foothold.embeddedness.series_files import level_options, level_series, read_options

    if options is None:
        raise Refused("--series needs --options: the direction, the target and the programme's start.")
    given = read_options(options)
    held_to = level_options(given, options.name)
    return level_series(series, given), replace(held_to, is_an_authority=authority is not None)


def _from_warehouse(
    settings: Settings, indicator: str, authority: str | None, programme_start: date | None, as_at: date
) -> tuple[Series, LevelOptions, Mapping[str, ControlChart | None]]:
    from foothold import warehouse
    from foothold.embeddedness import indicator_series as judged
    from foothold.embeddedness.circumstances import circumstances
    from foothold.indicators import Indicator, find

    def on_day(indicator: Indicator, day: date) -> judged.DayRead:
        with warehouse.open(settings.home, code) as snapshot:
            return judged.read_day(snapshot, indicator, day)

    code = warehouse.chosen_authority(settings.home, authority)
    asked = find(indicator)
    recorded = circumstances(settings.home, code)
    start = programme_start or recorded.programme_start or judged.named_programme_start(code)
    series = judged.stored_series(settings.home, code, asked, start, as_at, on_day)
    beside = judged.stored_balancing(settings.home, code, asked, start, as_at)
    return series, judged.held_to(asked, start, recorded=recorded, as_at=as_at), beside


def _print_assessment(assessment: Assessment, style: Format) -> None:
    if style is Format.JSON:
        print_json(assessment.as_json())
        return
    said = {True: "met", False: "not met", None: "not known"}
    rows = [(c.id, c.name, said[c.met], c.evidence) for c in assessment.conditions]
    if style is Format.TABLE:
        typer.echo(assessment.sentence)
        if assessment.how_far_to_trust:
            typer.echo(f"How far to trust it: {assessment.how_far_to_trust}")
    print_rows(("id", "condition", "met", "evidence"), rows, style)
