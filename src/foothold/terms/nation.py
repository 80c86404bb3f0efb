"""The country whose statistics are published, by the code of the Office for National Statistics."""

ENGLAND = "E92000001"
