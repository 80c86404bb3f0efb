"""Charts: each is drawn from a table and carries a title, a sentence that says what it shows, and the table itself."""
