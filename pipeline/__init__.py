"""scrutineer: finds recommendations in scrutiny papers and the answers they got."""

__version__ = "0.1.0"
