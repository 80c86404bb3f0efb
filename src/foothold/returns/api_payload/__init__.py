"""What the Department's daily payload holds of each child and what becomes of it, as data."""
