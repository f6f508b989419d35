"""Turn facts into Anki flashcards that keep their review history."""

__version__ = "0.1.0"
