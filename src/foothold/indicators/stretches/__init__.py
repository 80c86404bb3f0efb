"""Stocks counted by the days on which their stretches begin and end, not row by row in every week.

A definition says which rows there are at the end of each reporting day. Over years of weeks the same case is a row a
hundred times. Where a definition has the shape that most stocks have, its totals follow from less: a stretch counts
from its first day until its last, so each adds one where it begins and takes one away where it ends. What has another
shape is computed as it is written; either way the definition stays the one text that people read.
"""

from foothold.indicators.stretches.events import by_day, days_laid
from foothold.indicators.stretches.totals import Quicker, days_numbered, quicker, quicker_population

__all__ = ["Quicker", "by_day", "days_laid", "days_numbered", "quicker", "quicker_population"]
