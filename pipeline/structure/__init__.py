"""From pages to reports of blocks: what is furniture, where lists and paragraphs begin and end, where papers begin."""
