"""From bytes to a Document: the only stage that opens input files."""
