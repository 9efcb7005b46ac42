"""Finds answers by what they answer, and matches them with the recommendations of a run."""
