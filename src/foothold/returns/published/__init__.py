"""Statistics as they are published: any file of a known form becomes rows of the national tables, symbols kept."""
