"""Writers turn a deck and its notes into a file for other programs. ``apkg`` is the one for Anki."""
