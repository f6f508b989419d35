"""Learning in the terminal: scheduling, progress, sittings, screens."""
