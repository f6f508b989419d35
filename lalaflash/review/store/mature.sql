-- Progress, version 2. Each card tells apart what was remembered after 21 days or more, so that the decks and tags can be
-- summed up without the log; and the retention of some of the cards is counted without a look at each entry.

ALTER TABLE card ADD COLUMN mature_reviews INTEGER NOT NULL DEFAULT 0
    CHECK (mature_reviews BETWEEN 0 AND reviews);
ALTER TABLE card ADD COLUMN mature_recalled INTEGER NOT NULL DEFAULT 0
    CHECK (mature_recalled BETWEEN 0 AND mature_reviews);

-- In one pass over the log: looked up card by card, it would be read once for each.
UPDATE card SET mature_reviews = reviewed, mature_recalled = remembered
FROM (
    SELECT card, count(*) AS reviewed, count(*) FILTER (WHERE quality >= 3) AS remembered
    FROM log NOT INDEXED WHERE phase = 'review' AND interval >= 21 GROUP BY card
) AS sums WHERE sums.card = card.id;

DROP INDEX log_retention;
CREATE INDEX log_retention ON log (phase, interval, quality, card) WHERE phase IS NOT NULL;
