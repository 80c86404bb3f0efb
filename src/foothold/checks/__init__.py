"""Cross-table checks: what in a council's records cannot be true, or is worth a look, row by row."""
