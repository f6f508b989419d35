-- Progress, version 1; what later versions add stands beside this. The log is the truth; what is derived from it (cards from `revision` on, and `phase` and
-- `interval` of the log) can be rebuilt. Days are study days as ordinals, instants UTC milliseconds since the epoch.

-- The cards that the log knows. A row is never deleted: a card that vanished from the sources keeps its history.
CREATE TABLE card (
    id INTEGER PRIMARY KEY,
    guid TEXT NOT NULL CHECK (length(guid) BETWEEN 1 AND 200),
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 1000000),
    -- How many times an entry of this card was written or undone: what tells a state that has been overtaken.
    revision INTEGER NOT NULL CHECK (revision >= 0),
    repetitions INTEGER NOT NULL CHECK (repetitions >= 0),
    interval INTEGER NOT NULL CHECK (interval BETWEEN 0 AND 36500),
    ease INTEGER NOT NULL CHECK (ease > 0),
    due INTEGER CHECK (due > 0),
    lapses INTEGER NOT NULL CHECK (lapses >= 0),
    drill INTEGER NOT NULL CHECK (drill IN (0, 1)),
    suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
    marked INTEGER NOT NULL CHECK (marked IN (0, 1)),
    buried INTEGER CHECK (buried > 0),
    answered_at_ms INTEGER,
    reviews INTEGER NOT NULL CHECK (reviews >= 0),
    recalled INTEGER NOT NULL CHECK (recalled BETWEEN 0 AND reviews),
    taken_ms INTEGER NOT NULL CHECK (taken_ms >= 0),
    UNIQUE (guid, number)
) STRICT;

CREATE INDEX card_due ON card (due, interval, buried, suspended) WHERE due IS NOT NULL;
CREATE INDEX card_open_drill ON card (id) WHERE drill = 1;
CREATE INDEX card_not_begun ON card (id) WHERE due IS NULL;
CREATE INDEX card_lapses ON card (lapses) WHERE lapses > 0;

-- One entry for each thing that happened. Within a card the instants rise, so that they are its order and its name.
CREATE TABLE log (
    id INTEGER PRIMARY KEY,
    card INTEGER NOT NULL REFERENCES card (id),
    at_ms INTEGER NOT NULL CHECK (at_ms >= 0),
    day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 3652059),
    kind TEXT NOT NULL CHECK (kind IN ('answer', 'cram', 'bury', 'suspend', 'unsuspend', 'mark', 'unmark')),
    quality INTEGER CHECK (quality BETWEEN 0 AND 5),
    taken_ms INTEGER NOT NULL CHECK (taken_ms BETWEEN 0 AND 86400000),
    scheduler TEXT NOT NULL,
    -- An entry that was undone stays, and counts for nothing.
    undone_at_ms INTEGER CHECK (undone_at_ms >= 0),
    -- What the answer was to its card, and the card's interval before it; NULL and 0 for whatever is no answer that counts.
    phase TEXT CHECK (phase IN ('new', 'review', 'drill', 'cram')),
    interval INTEGER NOT NULL CHECK (interval BETWEEN 0 AND 36500),
    UNIQUE (card, at_ms),
    CHECK ((quality IS NOT NULL) = (kind IN ('answer', 'cram'))),
    CHECK ((phase IS NOT NULL) = (quality IS NOT NULL AND undone_at_ms IS NULL))
) STRICT;

CREATE INDEX log_day ON log (day, phase, quality, taken_ms, card) WHERE phase IS NOT NULL;
CREATE INDEX log_retention ON log (phase, interval, quality) WHERE phase IS NOT NULL;

-- Which database this is, so that a cache made beside another one is not believed.
CREATE TABLE identity (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    name TEXT NOT NULL
) STRICT;
