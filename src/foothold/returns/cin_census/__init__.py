"""What the children in need census holds and what becomes of it, as data."""
