"""What each passage of a paper is: signals, the learned weights that turn them into probabilities, and neighbours' evidence."""
