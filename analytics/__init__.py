"""Missing from care: from a council's files to the numbers it shows."""
