"""The forms in which published statistics are read, for the page of the formats."""

from __future__ import annotations

from foothold.returns.published.forms import Form
from foothold.returns.published.reader import FORMS, TIDY
from foothold.returns.published.symbols import SYMBOLS
from foothold.tables import PUBLISHED
from tools.markdown import code, table


def published_parts() -> tuple[str, ...]:
    """What is said of statistics as published, and their forms."""
    symbols = ", ".join(map(code, SYMBOLS))
    text = (
        "## Statistics as published\n\nFiles of the Department for Education, Ofsted and the Office for National "
        "Statistics, as they are published. They are loaded without an authority, as at the day of publication, kept "
        "once, and answer for every council. Each file is a release with a history of its own, named after the file: "
        "loaded again it continues, and what it said before can still be asked for.\n\nThe Department's open-data "
        "form has a row for each period, area and breakdown. Of the columns beside those of time and place the ones "
        "that mostly hold numbers and symbols are figures, the others breakdowns. A cell is a number, a symbol "
        f"({symbols}) or blank; a symbol is kept beside the missing value. A row with anything else is set aside."
    )
    forms = table(("Form", "Known by the headings", "Becomes"), map(_row, FORMS))
    return (text, f"### Forms\n\n{forms}")


def _row(form: Form) -> tuple[str, str, str]:
    marks = [field.spellings[0] for field in form.fields if field.name in form.marks]
    figures = form is TIDY or form.layout is not None
    becomes = ["published_figures"] if figures else list(dict.fromkeys(rows.table for rows in form.rows))
    if unknown := set(becomes) - set(PUBLISHED):
        raise ValueError(f"{form.name} becomes {unknown}, which is no table")
    return code(form.name), ", ".join(map(code, marks)), ", ".join(map(code, becomes))
