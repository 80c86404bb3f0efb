"""Charts: each is drawn from a table and carries a title, a sentence that says what it shows, and the table itself."""

from foothold.charts.bars import bars, distribution
from foothold.charts.control import Shock, control_chart, shocks_of
from foothold.charts.dates import Mark, Span, gantt, outlook
from foothold.charts.drawing import DESKTOP, PHONE, Chart, as_png
from foothold.charts.small import newest_rows, small_control_chart
from foothold.charts.sparkline import sparkline
from foothold.charts.trend import GivenDate, milestone_chart
from foothold.charts.waterfall import waterfall

__all__ = [
    "DESKTOP",
    "PHONE",
    "Chart",
    "GivenDate",
    "Mark",
    "Shock",
    "Span",
    "as_png",
    "bars",
    "control_chart",
    "distribution",
    "gantt",
    "milestone_chart",
    "newest_rows",
    "outlook",
    "shocks_of",
    "small_control_chart",
    "sparkline",
    "waterfall",
]
