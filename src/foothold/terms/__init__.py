"""The field's words as types: what every other package means by them."""
