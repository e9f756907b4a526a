"""How a day and a time are read out of what people type, part by part; see dialogs/when.py."""
