"""Many documents: which to read, each in a process of its own, whatever becomes of it."""
