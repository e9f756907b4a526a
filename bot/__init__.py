"""Teams, and only Teams."""
