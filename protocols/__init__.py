"""Each partnership's protocol as data."""
