"""Progress on disk: the log of all answers, and the states that follow from it."""
