"""Ofsted's Annex A child-level lists: their headings, the codes in them, and what each becomes in the warehouse."""
