"""Minutes, calendar files and exports: model in, bytes out."""
