"""From records to files: the schema of every table, data frames, and the writing of them."""
