"""Indicators: every figure defined once, in SQL that returns the rows behind it.

A definition is one `.sql` file in `catalogue/`. `values` gives figures, `cases` the rows a figure counts,
`distribution` how their values are spread, `store_figures` and `stored` the figures pages read, `explain`
why one changed.
"""

from foothold.definitions.front_matter import DefinitionError
from foothold.indicators.cases import Cases, cases
from foothold.indicators.changes import Explanation, Movement, Term, explain
from foothold.indicators.definition import MEASURES, Indicator
from foothold.indicators.dialects import sql_for
from foothold.indicators.figures import Figure, figures_at, missing_field, period_to, values
from foothold.indicators.indicator_files import CATALOGUE, find
from foothold.indicators.not_fed import NotFed, not_fed
from foothold.indicators.roles import FoundRole, UnknownRole, definition_hash, found_roles, unknown_roles
from foothold.indicators.source import Source
from foothold.indicators.spreads import Band, Distribution, distribution
from foothold.indicators.store import StoredFigures, store_figures, stored, whole_history
from foothold.terms.reporting_periods import Period, periods

__all__ = [
    "CATALOGUE",
    "MEASURES",
    "Band",
    "Cases",
    "DefinitionError",
    "Distribution",
    "Explanation",
    "Figure",
    "FoundRole",
    "Indicator",
    "Movement",
    "NotFed",
    "Period",
    "Source",
    "StoredFigures",
    "Term",
    "UnknownRole",
    "cases",
    "definition_hash",
    "distribution",
    "explain",
    "figures_at",
    "find",
    "found_roles",
    "missing_field",
    "not_fed",
    "period_to",
    "periods",
    "sql_for",
    "store_figures",
    "stored",
    "unknown_roles",
    "values",
    "whole_history",
]
