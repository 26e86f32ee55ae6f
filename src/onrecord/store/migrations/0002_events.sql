-- Events, the happenings they report, and what reports add up to: commitments, channels, positions, meetings.
CREATE TABLE event (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES document (number),
    position INTEGER NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    quad TEXT NOT NULL,
    date_from TEXT,                -- first and last day it can have been
    date_until TEXT,
    happening TEXT,
    compared INTEGER NOT NULL DEFAULT 0,
    happening_known INTEGER NOT NULL DEFAULT 0,
    keys BLOB NOT NULL,            -- its rows in event_key
    record BLOB NOT NULL
);
CREATE INDEX event_compare_pending ON event (number) WHERE compared = 0;
CREATE INDEX event_happening_pending ON event (number) WHERE happening_known = 0;
CREATE INDEX event_document ON event (document, position);
CREATE INDEX event_date ON event (date_from, id);
CREATE INDEX event_happening ON event (happening);

CREATE TABLE event_country (
    country TEXT NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (country, event)
) WITHOUT ROWID;
CREATE INDEX event_country_event ON event_country (event);

CREATE TABLE event_issue (
    issue TEXT NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (issue, event)
) WITHOUT ROWID;
CREATE INDEX event_issue_event ON event_issue (event);

CREATE TABLE event_key (
    key INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (key, event)
) WITHOUT ROWID;

CREATE TABLE event_likeness (
    a TEXT NOT NULL,               -- ids of two events that report one happening
    b TEXT NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX event_likeness_b ON event_likeness (b);

CREATE TABLE happening (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    quad TEXT NOT NULL,
    date_from TEXT,
    date_until TEXT,
    record BLOB NOT NULL
);
CREATE INDEX happening_date ON happening (date_from, id);

CREATE TABLE happening_party (
    party TEXT NOT NULL,
    happening INTEGER NOT NULL,
    PRIMARY KEY (party, happening)
) WITHOUT ROWID;
CREATE INDEX happening_party_happening ON happening_party (happening);

CREATE TABLE happening_issue (
    issue TEXT NOT NULL,
    happening INTEGER NOT NULL,
    PRIMARY KEY (issue, happening)
) WITHOUT ROWID;
CREATE INDEX happening_issue_happening ON happening_issue (happening);

-- What single passages say of a commitment or a channel; those of one key are judged together.
CREATE TABLE report (
    id TEXT PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (number),
    matter TEXT NOT NULL,          -- commitment, channel
    key TEXT NOT NULL,
    record BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX report_key ON report (matter, key, id);
CREATE INDEX report_document ON report (document);

CREATE TABLE matter (
    id TEXT PRIMARY KEY,
    matter TEXT NOT NULL,          -- commitment, channel, position, meeting
    key TEXT NOT NULL,             -- of the reports; issue/side of a position; happening of a meeting
    issue TEXT,
    date TEXT,                     -- of the latest step
    record BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX matter_key ON matter (matter, key);
CREATE INDEX matter_date ON matter (matter, date, id);

CREATE TABLE matter_party (
    party TEXT NOT NULL,
    matter TEXT NOT NULL,          -- matter.id
    PRIMARY KEY (party, matter)
) WITHOUT ROWID;
CREATE INDEX matter_party_matter ON matter_party (matter);

CREATE TABLE matter_pending (
    matter TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (matter, key)
) WITHOUT ROWID;

-- Documents can be asked for by whether a claimed date was rejected.
DROP VIEW IF EXISTS judged;
CREATE VIEW judged AS
SELECT number, id, text, coalesce(record, page) AS record, family, kind, outlet, published, rejected_date, content_known, build
FROM document;
