"""Cross-table checks: what in a council's records cannot be true, or is worth a look, row by row.

A check is one `.sql` file in `catalogue/`. `run` runs them over a snapshot, `store_results` keeps what they found after
every load, and `stored` tells which faults a load mended.
"""

from foothold.checks.check_files import CATALOGUE, find, tables_read
from foothold.checks.definition import DOUBTFUL, SEVERITIES, WRONG, Check
from foothold.checks.running import FaultyRow, Result, run
from foothold.checks.store import Run, StoredChecks, Tally, store_results, stored

__all__ = [
    "CATALOGUE",
    "DOUBTFUL",
    "SEVERITIES",
    "WRONG",
    "Check",
    "FaultyRow",
    "Result",
    "Run",
    "StoredChecks",
    "Tally",
    "find",
    "run",
    "store_results",
    "stored",
    "tables_read",
]
