"""`python -m foothold.demo FOLDER`: writes the returns, and a line of JSON for each as soon as it is there.

A line is a text, which says what is being done, or a list: path below the folder, profile, authority and day. Whoever
reads the lines can load one return while the next is being written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from foothold.demo.returns import returns_as_written


def tell(line: Any) -> None:
    """Print one line at once."""
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for one in returns_as_written(folder, progress=tell):
        tell([str(one.path.relative_to(folder)), one.profile, one.authority, one.as_at.isoformat()])
