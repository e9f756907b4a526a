"""Pages for people outside Teams."""
