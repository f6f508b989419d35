-- Progress, version 2. Each card tells its reviews apart by the interval before them, in the spans of INTERVAL_STEPS
-- (``state.py``): so the retention of all cards, and of each deck and tag, is summed up without the log.

ALTER TABLE card ADD COLUMN reviews_1 INTEGER NOT NULL DEFAULT 0 CHECK (reviews_1 BETWEEN 0 AND reviews);
ALTER TABLE card ADD COLUMN recalled_1 INTEGER NOT NULL DEFAULT 0 CHECK (recalled_1 BETWEEN 0 AND reviews_1);
ALTER TABLE card ADD COLUMN reviews_2 INTEGER NOT NULL DEFAULT 0 CHECK (reviews_2 BETWEEN 0 AND reviews);
ALTER TABLE card ADD COLUMN recalled_2 INTEGER NOT NULL DEFAULT 0 CHECK (recalled_2 BETWEEN 0 AND reviews_2);
ALTER TABLE card ADD COLUMN reviews_7 INTEGER NOT NULL DEFAULT 0 CHECK (reviews_7 BETWEEN 0 AND reviews);
ALTER TABLE card ADD COLUMN recalled_7 INTEGER NOT NULL DEFAULT 0 CHECK (recalled_7 BETWEEN 0 AND reviews_7);
ALTER TABLE card ADD COLUMN reviews_21 INTEGER NOT NULL DEFAULT 0 CHECK (reviews_21 BETWEEN 0 AND reviews);
ALTER TABLE card ADD COLUMN recalled_21 INTEGER NOT NULL DEFAULT 0 CHECK (recalled_21 BETWEEN 0 AND reviews_21);
ALTER TABLE card ADD COLUMN reviews_60 INTEGER NOT NULL DEFAULT 0 CHECK (reviews_60 BETWEEN 0 AND reviews);
ALTER TABLE card ADD COLUMN recalled_60 INTEGER NOT NULL DEFAULT 0 CHECK (recalled_60 BETWEEN 0 AND reviews_60);
ALTER TABLE card ADD COLUMN reviews_180 INTEGER NOT NULL DEFAULT 0 CHECK (reviews_180 BETWEEN 0 AND reviews);
ALTER TABLE card ADD COLUMN recalled_180 INTEGER NOT NULL DEFAULT 0 CHECK (recalled_180 BETWEEN 0 AND reviews_180);
ALTER TABLE card ADD COLUMN reviews_365 INTEGER NOT NULL DEFAULT 0 CHECK (reviews_365 BETWEEN 0 AND reviews);
ALTER TABLE card ADD COLUMN recalled_365 INTEGER NOT NULL DEFAULT 0 CHECK (recalled_365 BETWEEN 0 AND reviews_365);

-- In one pass over the log: looked up card by card, it would be read once for each.
UPDATE card SET
    reviews_1 = sums.reviews_1, recalled_1 = sums.recalled_1,
    reviews_2 = sums.reviews_2, recalled_2 = sums.recalled_2,
    reviews_7 = sums.reviews_7, recalled_7 = sums.recalled_7,
    reviews_21 = sums.reviews_21, recalled_21 = sums.recalled_21,
    reviews_60 = sums.reviews_60, recalled_60 = sums.recalled_60,
    reviews_180 = sums.reviews_180, recalled_180 = sums.recalled_180,
    reviews_365 = sums.reviews_365, recalled_365 = sums.recalled_365
FROM (
    SELECT
        card,
        count(*) FILTER (WHERE interval < 2) AS reviews_1,
        count(*) FILTER (WHERE interval < 2 AND quality >= 3) AS recalled_1,
        count(*) FILTER (WHERE interval BETWEEN 2 AND 6) AS reviews_2,
        count(*) FILTER (WHERE interval BETWEEN 2 AND 6 AND quality >= 3) AS recalled_2,
        count(*) FILTER (WHERE interval BETWEEN 7 AND 20) AS reviews_7,
        count(*) FILTER (WHERE interval BETWEEN 7 AND 20 AND quality >= 3) AS recalled_7,
        count(*) FILTER (WHERE interval BETWEEN 21 AND 59) AS reviews_21,
        count(*) FILTER (WHERE interval BETWEEN 21 AND 59 AND quality >= 3) AS recalled_21,
        count(*) FILTER (WHERE interval BETWEEN 60 AND 179) AS reviews_60,
        count(*) FILTER (WHERE interval BETWEEN 60 AND 179 AND quality >= 3) AS recalled_60,
        count(*) FILTER (WHERE interval BETWEEN 180 AND 364) AS reviews_180,
        count(*) FILTER (WHERE interval BETWEEN 180 AND 364 AND quality >= 3) AS recalled_180,
        count(*) FILTER (WHERE interval >= 365) AS reviews_365,
        count(*) FILTER (WHERE interval >= 365 AND quality >= 3) AS recalled_365
    FROM log NOT INDEXED WHERE phase = 'review' GROUP BY card
) AS sums WHERE sums.card = card.id;

DROP INDEX log_retention;

-- The cards of a day's answers in their order, so that those wanted are quickly looked up.
DROP INDEX log_day;
CREATE INDEX log_day ON log (day, phase, quality, card, taken_ms) WHERE phase IS NOT NULL;
