"""What the program shows a person."""
