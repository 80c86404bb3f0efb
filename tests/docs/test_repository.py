"""What holds for every file: names, sizes, docstrings, and nothing that belongs to one machine."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from tools import docs

ROOT = docs.ROOT
LONGEST_MODULE, LONGEST_FUNCTION, LONG_FUNCTION, SHORT_FUNCTION = 600, 60, 35, 10
FEW = 0.05  # the share of functions that may be long
VAGUE = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc", "shared"}
MODULES = sorted(
    path
    for top in ("src", "tools", "benchmarks")
    for path in (ROOT / top).rglob("*.py")
    if "migrations" not in path.parts
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def tracked() -> list[Path]:
    """Every file of the repository; where there is no repository, every file that is not ignored by habit."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        result = subprocess.run([git, "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
        return [path for line in result.stdout.splitlines() if (path := ROOT / line).is_file()]
    return [path for top in ("src", "tests", "docs", "tools", "requirements") for path in (ROOT / top).rglob("*.*")]


def texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def functions() -> Iterator[tuple[str, Function]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Function):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def length(function: Function) -> int:
    """Lines of the function, decorators and docstring left out."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (function.end_lineno or 0) - body[0].lineno + 2


def test_no_module_has_a_vague_name() -> None:
    assert [str(path) for path in tracked() if path.suffix == ".py" and path.stem.lower() in VAGUE] == []
    assert [str(path) for path in MODULES if path.parent.name in VAGUE] == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    machine = "|".join(("/wo" + "rk/", "/ho" + "me/[a-z]+/", "/Us" + "ers/", "C:" + r"\\Users"))
    registry = "|".join(
        ("pypi" + r"\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs", "index" + "-url", "find" + "-links")
    )
    allowed = {"tools/check.sh", "tools/lock.sh"}  # they name the options in order to leave them out
    found = [
        f"{path}: {match.group()}"
        for path, text in texts()
        for match in re.finditer(rf"(?<![\w.])(?:{machine})|(?:{registry})", text)
        if str(path) not in allowed
    ]
    assert found == []


def test_lock_files_hold_no_address() -> None:
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert locks
    assert [
        p.name for p in locks if re.search(r"https?:|file:|--index|--extra|--find", p.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_can_be_read_at_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree), "the module has no docstring"
    assert [name for name, node in public(tree) if not ast.get_docstring(node)] == []


def public(tree: ast.Module) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """Functions and classes at the top of a module, and public methods, that do not begin with an underscore."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                inner = (n for n in node.body if isinstance(n, Function) and not n.name.startswith("_"))
                yield from ((f"{node.name}.{n.name}", n) for n in inner)


def test_functions_are_typed() -> None:
    def untyped(function: Function) -> bool:
        given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        return function.returns is None or any(a.annotation is None for a in given if a.arg not in ("self", "cls"))

    assert [name for name, function in functions() if untyped(function)] == []


def test_functions_are_short() -> None:
    lengths = {name: length(function) for name, function in functions()}
    long = {name: lines for name, lines in lengths.items() if lines > LONG_FUNCTION}
    print(f"{len(lengths)} functions, median {median(lengths.values())} lines; over {LONG_FUNCTION}:")
    print("\n".join(f"{lines:4} {name}" for name, lines in sorted(long.items(), key=lambda item: -item[1])))
    assert median(lengths.values()) < SHORT_FUNCTION
    assert len(long) <= FEW * len(lengths)
    assert [name for name, lines in lengths.items() if lines > LONGEST_FUNCTION] == []
