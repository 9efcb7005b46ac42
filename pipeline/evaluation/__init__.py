"""How right the program is: cases and their publishers, figures, structure recall, roles of passages, left-out learning."""
