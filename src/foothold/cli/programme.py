"""`foothold forecast`, `forecasts`, `milestones`, `reference-class`, `options` and `programme ...`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foothold.cli.context import Format, Settings, print_json
from foothold.terms.errors import Refused

if TYPE_CHECKING:
    from foothold.programme.ledger import Issued
    from foothold.programme.simulation import Assumptions

Switch = Annotated[str, typer.Option(metavar="on|off", help="Whether the forecast takes this into account.")]
JsonOnly = Annotated[Format, typer.Option("--format", help="Only json is offered.")]


def register(app: typer.Typer) -> None:
    """Add the programme commands."""
    app.command("forecast")(forecast)
    app.command("forecasts")(forecasts)
    app.command("milestones")(milestones)
    app.command("reference-class")(reference_class)
    app.command("options")(options)
    topic = typer.Typer(help="Bring a plan in from other tools, take one out, begin one, and read back what was said.")
    topic.command("import")(import_plan)
    topic.command("export")(export_plan)
    topic.command("template")(template)
    topic.command("story")(story)
    topic.command("summary")(options_summary)
    app.add_typer(topic, name="programme")


def forecast(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Programme file, schema trust-programme/1.")],
    iterations: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many programmes are simulated.")] = 10_000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same bytes.")] = 1,
    programme: Annotated[str | None, typer.Option(help="Programmes to take, separated by commas; all without.")] = None,
    distribution: Annotated[str, typer.Option(metavar="pert|triangular", help="Shape of durations.")] = "pert",
    weight: Annotated[
        float, typer.Option("--lambda", help="PERT's weight of the most likely value.", min=0, max=1e6)
    ] = 4.0,
    risks: Switch = "on",
    correlation: Switch = "on",
    resources: Switch = "on",
    pause: Switch = "on",
    milestone: Annotated[str | None, typer.Option(help="Task forecast; the last milestone without.")] = None,
    by: Annotated[list[str] | None, typer.Option(help="TASK=DATE: the chance that it is done before.")] = None,
    given: Annotated[list[str] | None, typer.Option(help='"T31<=400" or "T31=400": forecast if so.')] = None,
    joint: Annotated[list[str] | None, typer.Option(help="Conditions separated by commas: the chance of all.")] = None,
    status: Annotated[Path | None, typer.Option(help="Status file: what has finished, what runs.")] = None,
    snap: Annotated[str | None, typer.Option(metavar="first-of-month", help="Permitted go-live dates.")] = None,
    exclude_risk: Annotated[list[str] | None, typer.Option(help="A risk that cannot occur.")] = None,
    issued_on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Keep the forecast, unchanged, as issued on this day.")
    ] = None,
    style: JsonOnly = Format.JSON,
) -> None:
    """Forecast when a milestone is reached, with what drives the date."""
    from foothold.programme.draws import Chance
    from foothold.programme.forecast import Questions
    from foothold.programme.forecast import forecast as answer
    from foothold.programme.network import read_programme
    from foothold.programme.questions import parse_condition, parse_deadline
    from foothold.programme.simulation import Simulation
    from foothold.programme.status import read_status

    network = read_programme(file, programme.split(",") if programme else None)
    switches = {"risks": risks, "correlation": correlation, "resources": resources, "pause": pause}
    assumed = _assumptions(distribution, weight, switches, exclude_risk or ())
    questions = Questions(
        milestone=network.task(milestone).id if milestone else network.go_live.id,
        by=[parse_deadline(text, network) for text in by or ()],
        given=[parse_condition(text, network) for text in given or ()],
        joint=[[parse_condition(part, network) for part in text.split(",")] for text in joint or ()],
        snap=_snap(snap),
    )
    known = read_status(status, network) if status else None
    document = answer(Simulation(network, Chance(seed, iterations), assumed, known), questions)
    if issued_on is not None:
        from foothold.programme.ledger import freeze

        freeze(_ledger(context), document, issued_on.date())
    print_json(document)


def _assumptions(distribution: str, weight: float, switches: Mapping[str, str], excluded: Iterable[str]) -> Assumptions:
    from foothold.programme.draws import Distribution, Shape
    from foothold.programme.simulation import Assumptions

    if distribution not in {shape.value for shape in Distribution}:
        raise Refused(f'There is no distribution "{distribution}". Choose pert or triangular.')
    for name, value in switches.items():
        if value not in {"on", "off"}:
            raise Refused(f"--{name} is either on or off.")
    on = {name: value == "on" for name, value in switches.items()}
    return Assumptions(shape=Shape(Distribution(distribution), weight), excluded_risks=frozenset(excluded), **on)


def _snap(rule: str | None) -> str | None:
    if rule not in {None, "first-of-month"}:
        raise Refused(f'There is no rule "{rule}" for permitted dates. The only one is first-of-month.')
    return rule


def forecasts(
    context: typer.Context,
    actual: Annotated[
        str | None, typer.Option(help="MILESTONE=DATE on which it was reached: scores every forecast of it.")
    ] = None,
    style: JsonOnly = Format.JSON,
) -> None:
    """List every forecast ever issued, or show how each fared once the fact is known."""
    from foothold.programme.ledger import issued, score

    kept = issued(_ledger(context))
    if actual is None:
        print_json([_listed(entry) for entry in kept])
        return
    milestone, separator, day = actual.partition("=")
    if not separator:
        raise Refused(f'"{actual}" names no date. Write MILESTONE=DATE, for example T40=2020-11-01.')
    try:
        reached = date.fromisoformat(day)
    except ValueError as error:
        raise Refused(f'"{day}" is not a date. Write it like 2020-11-01.') from error
    found = [score(entry, reached) for entry in kept if entry.milestone == milestone]
    if not found:
        raise Refused(
            f"No forecast of {milestone} has been issued. Issue one: foothold forecast FILE --issued-on DATE."
        )
    print_json(found)


def _listed(entry: Issued) -> dict[str, str]:
    return {
        "issued_on": entry.issued_on.isoformat(),
        "milestone": entry.milestone,
        "P50": entry.document["quantiles"]["P50"]["date"],
        "P80": entry.document["quantiles"]["P80"]["date"],
        "inputs_sha256": entry.document["inputs_sha256"],
        "identity": entry.identity,
    }


def _ledger(context: typer.Context) -> Path:
    settings: Settings = context.obj
    return settings.home / "programme" / "forecasts"


def milestones(file: Annotated[Path, typer.Argument(help="Milestone file.")], style: JsonOnly = Format.JSON) -> None:
    """Show how each report moved a milestone's date."""
    from foothold.programme.milestones import milestone_trend

    print_json(milestone_trend(file))


def reference_class(
    file: Annotated[Path, typer.Argument(help="Cases: area, decision_date, go_live_or_end, status.")],
    decided: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Day of the public decision.")],
    as_known: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Day whose knowledge is used.")],
    by: Annotated[
        datetime | None, typer.Option("--by", "--target", formats=["%Y-%m-%d"], help="Date whose chance is wanted.")
    ] = None,
    style: JsonOnly = Format.JSON,
) -> None:
    """Show how long it took elsewhere, as it was known on a day."""
    from foothold.programme.reference_class import outside_view, read_cases

    print_json(outside_view(read_cases(file), decided=decided.date(), as_known=as_known.date(), by=_day(by)))


def options(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Options file.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same bytes.")] = 1,
    style: JsonOnly = Format.JSON,
) -> None:
    """Weigh options on criteria and show how robust the leader is."""
    from foothold.programme.options_appraisal import appraise, read_appraisal

    weighed = appraise(read_appraisal(file), seed)
    renewed = _renewed(context.obj, file, seed)
    if renewed is not None:
        weighed["rescored"] = {
            "links": [{**vars(one), "moved": one.moved} for one in renewed["links"]],
            **{name: renewed["result"][name] for name in ("totals", "ranking", "discounted")},
        }
    print_json(weighed)


def _renewed(settings: Settings, file: Path, seed: int) -> dict[str, Any] | None:
    """The options on facts as they are now, from the home's newest kept forecast and stored figures."""
    from foothold.indicators import CATALOGUE, stored
    from foothold.programme.ledger import about, issued
    from foothold.programme.linked_facts import INDICATOR, facts_named, forecast_facts, rescored
    from foothold.programme.network import read_programme

    named = facts_named(file)
    if not named:
        return None
    kept = issued(settings.home / "programme" / "forecasts")
    plan = settings.home / "programme" / "plan.json"
    kept = about(kept, read_programme(plan).go_live.id) if plan.exists() else kept
    facts = forecast_facts(kept[-1] if kept else None)
    authority = json.loads(plan.read_bytes()).get("authority", "") if plan.exists() else ""
    for fact in sorted(one for one in named if one.startswith(INDICATOR)):
        indicator = CATALOGUE.get(fact.removeprefix(INDICATOR))
        if indicator is None:
            raise Refused(f'{file.name} names the unknown "{fact}". Name an indicator of the catalogue.')
        try:
            (figure,) = stored(settings.home, authority).latest(indicator.id)
        except Refused:
            continue  # no figure is kept here: the fact is not known, and the score that was given stands
        if figure.value is not None:
            facts[fact] = figure.value
    return rescored(file, facts, seed)


def options_summary(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Options file.")],
    out: Annotated[Path, typer.Option(help="Markdown to write: a section of a report's draft.")],
) -> None:
    """Write the appraisal on one page."""
    from foothold.programme.options_appraisal import appraise, read_appraisal
    from foothold.programme.options_summary import options_summary as summary

    result = appraise(read_appraisal(file))
    out.write_text(summary(json.loads(file.read_bytes()), result, _renewed(context.obj, file, 1)), encoding="utf-8")
    print_json({"leader": result["ranking"][0], "out": str(out)})


def import_plan(
    file: Annotated[Path, typer.Argument(help="Microsoft Project XML (.xml) or a table of tasks (.csv).")],
    out: Annotated[Path, typer.Option(help="Programme file to write.")],
    start: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day, where the file says none.")
    ] = None,
    keep_from: Annotated[
        Path | None, typer.Option(help="Earlier plan whose risks, dates, pools and calendar are kept.")
    ] = None,
    style: JsonOnly = Format.JSON,
) -> None:
    """Read another tool's plan into a programme file; says what was set aside."""
    from foothold.programme.exchange import read_plan

    found = read_plan(file, start=_day(start), keep_from=keep_from)
    out.write_text(json.dumps(found.document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    links = sum(len(task["preds"]) for task in found.document["tasks"])
    print_json({"tasks": len(found.document["tasks"]), "links": links, "set_aside": found.set_aside, "out": str(out)})


def export_plan(
    file: Annotated[Path, typer.Argument(help="Programme file.")],
    out: Annotated[Path, typer.Option(help="File to write: .xml for Microsoft Project, .csv for a table.")],
    style: JsonOnly = Format.JSON,
) -> None:
    """Write a programme file for another tool; says what that form cannot carry."""
    from foothold.programme.exchange import write_plan

    print_json({"left_out": write_plan(file, out), "out": str(out)})


def template(
    kind: Annotated[str, typer.Argument(metavar="trust|wind-up", help="What the programme is to do.")],
    start: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="First day: that of the decision.")],
    out: Annotated[Path, typer.Option(help="Programme file to write.")],
    authority: Annotated[str, typer.Option(help="Code of the council.")] = "",
    style: JsonOnly = Format.JSON,
) -> None:
    """Begin a plan: setting a trust up, or taking its service back to the council."""
    from foothold.programme.templates import write_template

    found = write_template(kind, start.date(), authority, out)
    print_json({"tasks": len(found["tasks"]), "milestone": found["go_live"], "out": str(out)})


def story(context: typer.Context, style: JsonOnly = Format.JSON) -> None:
    """Show what would have been said on each day a forecast was issued, and how it fared."""
    from foothold.programme.story import told_story

    settings: Settings = context.obj
    print_json(told_story(settings.home / "programme"))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
