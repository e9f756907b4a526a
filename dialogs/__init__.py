"""The conversations: a turn, a form and work in; a reply out."""
