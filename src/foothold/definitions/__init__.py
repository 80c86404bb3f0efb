"""What indicators and checks have in common: a file of front matter and one SELECT in SQL that every engine shares.

`front_matter` splits such a file, `portable` checks its SQL against the declared tables, `source` says what it runs on,
`inputs` lays small tables beside the warehouse's, `parquet` keeps what was computed.
"""
