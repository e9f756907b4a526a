"""The command line of whoever looks after the store."""
