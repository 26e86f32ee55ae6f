-- Groups of documents for which a stage across documents failed; every build tries them again.
CREATE TABLE group_failure (
    stage TEXT NOT NULL,
    name TEXT NOT NULL,            -- ids of one or two members, or the key of a commitment, channel or position
    documents TEXT NOT NULL,       -- JSON: ids of the documents of the group, the first ones
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (stage, name)
) WITHOUT ROWID;
