-- Who is compared with whom depends on what the record holds alone (store/_lookup.py): keys of stories lie by themselves,
-- and everything is looked at again by that rule.
CREATE TABLE story_key (
    key INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (key, document)
) WITHOUT ROWID;
ALTER TABLE document ADD COLUMN story_keys BLOB NOT NULL DEFAULT x'';  -- its rows in story_key
UPDATE document SET compared = 0;
UPDATE statement SET words_compared = 0;
UPDATE event SET compared = 0;
