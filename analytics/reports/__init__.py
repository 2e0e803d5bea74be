"""The quarter's report: what it says, and the files it is written to."""
