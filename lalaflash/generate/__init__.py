"""From prose to cards: what in a fact is worth asking for, and how to ask it."""
