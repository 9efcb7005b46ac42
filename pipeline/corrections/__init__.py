"""What people say to rows (`corrections.csv`) is carried over to later runs, by the rows' stable ids.

A correction is applied only where it fits: a row with its id, on its page, whose wording begins as it did and whose cell
still holds what was corrected or accepted. One that does not fit changes nothing and is told of
(`correction-does-not-fit`). They are applied in the order of the file, so that a later one can correct an earlier one's result.
"""
