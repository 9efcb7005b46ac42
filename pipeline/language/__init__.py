"""The language pipeline: what a sentence is, whom it asks, and what a sentence of a reply says. The only folder that imports spaCy."""
