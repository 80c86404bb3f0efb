"""What the documentation says to type exists, and what it points at is there."""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools import docs
from typer.main import get_command

from foothold.cli import build_app

ROOT = docs.ROOT
GENERATED = {path for path in docs.PAGES if path.parent == docs.REFERENCE}
FOUND = (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
PAGES = sorted(path.relative_to(ROOT) for path in FOUND if path.relative_to(ROOT) not in GENERATED)
COMMANDS = dict(docs.commands(get_command(build_app())))
SHARED = {"--home", "--debug", "--help"}
every_page = pytest.mark.parametrize("path", PAGES, ids=str)


def read(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def quoted(text: str) -> Iterator[list[str]]:
    """The words of every command in a ```console block, without prompts, comments and what a pipe does with it."""
    for block in re.findall(r"```console\n(.*?)```", text, flags=re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            cut = min((words.index(sign) for sign in ("|", ">", "&&") if sign in words), default=len(words))
            yield words[:cut]


def faults(words: list[str]) -> list[str]:
    """What is wrong with a quoted command; nothing for commands that are not ours."""
    if not words or Path(words[0]).name != "foothold":
        return []
    rest = [word for word in words[1:] if not word.startswith("-")]
    path = next((p for n in (2, 1) if (p := " ".join(("foothold", *rest[:n]))) in COMMANDS), "")
    if not path:
        return [f"no such command: {' '.join(words)}"]
    known = {option for parameter in COMMANDS[path].params for option in (*parameter.opts, *parameter.secondary_opts)}
    given = {word.partition("=")[0] for word in words if word.startswith("--")}
    return [f"{path} has no option {option}" for option in sorted(given - known - SHARED)]


@every_page
def test_quoted_commands_exist(path: Path) -> None:
    assert [fault for words in quoted(read(path)) for fault in faults(words)] == []


@every_page
def test_quoted_make_targets_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", read(Path("Makefile")), flags=re.MULTILINE))
    asked = {words[1] for words in quoted(read(path)) if words[:1] == ["make"] and len(words) > 1}
    assert asked <= targets


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("foothold forecast-everything", "no such command"),
        ("foothold loads --everything", "no option --everything"),
        (".venv/bin/foothold --home there cases", "no such command"),
    ],
)
def test_a_command_that_does_not_exist_is_noticed(line: str, fault: str) -> None:
    assert fault in faults(shlex.split(line))[0]


@every_page
def test_links_within_the_repository_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", read(path), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in local if not (ROOT / path.parent / link).exists()] == []


@every_page
def test_files_named_in_code_exist(path: Path) -> None:
    named = re.findall(r"`((?:src|tests|tools|docs|benchmarks|requirements)/[\w./-]*\w)`", read(path))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_index_leads_to_every_page() -> None:
    index = read(Path("docs/index.md"))
    pages = [path for path in (*PAGES, *GENERATED) if path.parts[0] == "docs" and path.name != "index.md"]
    assert [str(path) for path in pages if f"({path.relative_to('docs')})" not in index] == []


@every_page
def test_a_page_has_one_title(path: Path) -> None:
    text = re.sub(r"```.*?```", "", read(path), flags=re.DOTALL)
    assert len(re.findall(r"^# ", text, flags=re.MULTILINE)) == 1


def test_every_decision_has_its_parts_and_its_own_number() -> None:
    decisions = sorted((ROOT / "docs/adr").glob("*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        parts = re.findall(r"^## (.*)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences", "Rejected", "Evidence"], path.name


def test_the_glossary_has_each_word_once() -> None:
    lines = re.findall(r"^(\*\*.*?\*\*) - ", read(Path("GLOSSARY.md")), flags=re.MULTILINE)
    words = [word for line in lines for word in re.findall(r"\*\*(.*?)\*\*", line)]
    assert len(words) > 50
    assert len(words) == len(set(words))


def said_to_users() -> Iterator[tuple[str, str]]:
    """Every text in the source: strings of modules, and templates."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        body = [
            part for part in tree.body[1:] for part in ast.walk(part)
        ]  # what a module says of itself nobody is shown
        for node in body:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value
    for path in sorted((ROOT / "src").rglob("*.html")):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_messages_name_commands_that_exist() -> None:
    words = {tuple(path.split()[1:]) for path in COMMANDS}
    groups = {path[0] for path in words if len(path) > 1}
    first = {path[0] for path in words}
    wrong = [
        f"{place}: foothold {one} {two or ''}"
        for place, text in said_to_users()
        for one, two in re.findall(r"\bfoothold (?:--home \S+ )?([a-z]+)(?: ([a-z][a-z-]*[a-z]|[a-z]+))?", text)
        if one not in first or (one in groups and two and (one, two) not in words)
    ]
    assert wrong == []
