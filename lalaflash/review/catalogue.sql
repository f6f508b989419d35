-- Which cards exist now. A cache: the file may be deleted at any time, and is made again from the card files.

CREATE TABLE deck (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    new_per_day INTEGER NOT NULL,
    reviews_per_day INTEGER NOT NULL
) STRICT;

-- What was read for a deck, as it was then: files, and the folders that its patterns look into. -1: was not there.
-- One that is not `settled` was changed just before it was read, and may have been changed again without a new time.
CREATE TABLE watched (
    deck INTEGER NOT NULL REFERENCES deck (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    PRIMARY KEY (deck, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    deck INTEGER NOT NULL REFERENCES deck (id) ON DELETE CASCADE,
    guid TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    line INTEGER NOT NULL,
    tags TEXT NOT NULL,
    text TEXT NOT NULL,
    search TEXT NOT NULL
) STRICT;

CREATE INDEX note_deck ON note (deck);

-- Tags in small letters. Notes with the same tags share a set, so that cards are summed up by set and not by tag.
CREATE TABLE tag_set (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (id, name)
) STRICT, WITHOUT ROWID;

-- `progress` is the card's id in the progress database: NULL where it has none, -1 where nobody has looked yet.
CREATE TABLE card (
    id INTEGER PRIMARY KEY,
    note INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
    deck INTEGER NOT NULL,
    guid TEXT NOT NULL,
    number INTEGER NOT NULL,
    tag_set INTEGER NOT NULL,
    position INTEGER NOT NULL,
    progress INTEGER,
    UNIQUE (guid, number)
) STRICT;

CREATE INDEX card_note ON card (note);
CREATE INDEX card_tag_set ON card (tag_set, deck, progress);
CREATE INDEX card_deck ON card (deck, progress);
CREATE INDEX card_new ON card (deck, position) WHERE progress IS NULL;
CREATE INDEX card_unlinked ON card (id) WHERE progress = -1;
CREATE INDEX card_progress ON card (progress, deck);

-- Which progress database the cards are linked to, and the highest id there that was looked at.
CREATE TABLE link (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    database TEXT NOT NULL,
    upto INTEGER NOT NULL
) STRICT;

INSERT INTO link VALUES (1, '', 0);
