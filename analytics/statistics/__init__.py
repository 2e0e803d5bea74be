"""Pure arithmetic: numpy in, numpy out; knows no database and no page."""
