"""Makes papers whose answers are known: invented councils, drawn layouts, gold tables beside them.

No stage of the program imports this folder. It serves tests, training and benchmarks.
"""
