-- What the machine read where a person decided: what was decided stands in the other tables, or nothing where there is none.
CREATE TABLE machine_reading (
    target TEXT PRIMARY KEY,       -- id of the statement, event, commitment or channel
    document INTEGER REFERENCES document (number),
    matter TEXT,                   -- commitment, channel; NULL for what one document tells
    key TEXT,                      -- of its reports
    record BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX machine_reading_document ON machine_reading (document);
CREATE INDEX machine_reading_key ON machine_reading (matter, key);
