"""What Foothold says when it will not do something."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error of ours
    """A request that cannot be carried out as asked; the text says what is wrong and what to do about it.

    The text may name a file, a row, a column and a rule. It never holds a value taken from a child's record.
    """
