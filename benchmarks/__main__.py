"""Run every benchmark, `python -m benchmarks`: each prints its figures beside a peer or lower bound of the same run."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path


def main() -> None:
    """Run the `main` of each module of this folder that has one, in order of name."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        run = getattr(importlib.import_module(f"benchmarks.{module.name}"), "main", None)
        if run and module.name != "__main__":
            print(f"== {module.name}", flush=True)
            run()


if __name__ == "__main__":
    main()
