"""The language pipeline: what a sentence is, whom it asks, and what a sentence of a reply says. Nothing else imports spaCy but training."""
