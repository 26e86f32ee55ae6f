-- The first schema. Times are for the status page only and are never exported.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row for each source file that was read to its end: read again only when its bytes or the reading changed.
CREATE TABLE source_file (
    path TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    read_key TEXT NOT NULL,        -- digest of the field mapping, the reference data and the versions of the page stages
    bytes INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    unreadable INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE unreadable (
    file TEXT NOT NULL,            -- source_file.path
    path TEXT NOT NULL,            -- of the entry inside it
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (file, path, reason)
) WITHOUT ROWID;

CREATE TABLE document (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    text BLOB NOT NULL,            -- this and all records: see store/_packing.py
    page_key TEXT NOT NULL,        -- digest of the page as read and of everything that decides what is made of it
    page BLOB NOT NULL,            -- the record after the one-document stages, without its text
    record BLOB,                   -- the record after its family was judged; NULL where the family changed nothing
    keys BLOB NOT NULL,            -- its rows in fingerprint_key
    compared INTEGER NOT NULL DEFAULT 0,
    family_known INTEGER NOT NULL DEFAULT 0,
    content_known INTEGER NOT NULL DEFAULT 0,
    family TEXT NOT NULL,          -- id of the first document of its family
    title TEXT NOT NULL,
    outlet TEXT,
    kind TEXT NOT NULL,
    published TEXT,
    rejected_date INTEGER NOT NULL DEFAULT 0,
    build INTEGER NOT NULL         -- number of the build that brought it
);
CREATE INDEX document_page_key ON document (page_key);
CREATE INDEX document_compare_pending ON document (number) WHERE compared = 0;
CREATE INDEX document_family_pending ON document (number) WHERE family_known = 0;
CREATE INDEX document_content_pending ON document (number) WHERE content_known = 0;
CREATE INDEX document_family ON document (family);
CREATE INDEX document_published ON document (published, id);

CREATE VIEW judged AS
SELECT number, id, text, coalesce(record, page) AS record, family, kind, outlet, published, content_known, build FROM document;

CREATE TABLE sighting (
    path TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (number),
    file TEXT NOT NULL,            -- source_file.path
    file_sha256 TEXT NOT NULL,
    read_key TEXT NOT NULL,
    PRIMARY KEY (path, document)
) WITHOUT ROWID;
CREATE INDEX sighting_document ON sighting (document);
CREATE INDEX sighting_file ON sighting (file);

-- Holders stand as the 64 bits of their id, so that "the first by id" is the same in every record.
CREATE TABLE fingerprint_key (
    key INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (key, document)
) WITHOUT ROWID;

CREATE TABLE derivation (
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    folds INTEGER NOT NULL,        -- 1 where both belong to one family
    record BLOB NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX derivation_b ON derivation (b);

CREATE TABLE mentions (document INTEGER PRIMARY KEY REFERENCES document (number), records BLOB NOT NULL);

-- What documents say of an actor, each distinct account once; the actor shown is their union.
CREATE TABLE actor_account (
    number INTEGER PRIMARY KEY,
    actor TEXT NOT NULL,
    country TEXT,
    record BLOB NOT NULL,
    documents INTEGER NOT NULL,
    UNIQUE (actor, record)
);
CREATE TABLE actor_document (
    document INTEGER NOT NULL REFERENCES document (number),
    account INTEGER NOT NULL REFERENCES actor_account (number),
    mentions INTEGER NOT NULL,
    PRIMARY KEY (document, account)
) WITHOUT ROWID;
CREATE INDEX actor_document_account ON actor_document (account);

CREATE TABLE statement (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES document (number),
    position INTEGER NOT NULL,
    speaker TEXT,
    side TEXT,
    addressee TEXT,
    mode TEXT NOT NULL,
    said_from TEXT,                -- first and last day it can have been said
    said_until TEXT,
    utterance TEXT,
    words_compared INTEGER NOT NULL DEFAULT 0,
    utterance_known INTEGER NOT NULL DEFAULT 0,
    keys BLOB NOT NULL,            -- its rows in statement_key
    record BLOB NOT NULL
);
CREATE INDEX statement_words_pending ON statement (number) WHERE words_compared = 0;
CREATE INDEX statement_utterance_pending ON statement (number) WHERE utterance_known = 0;
CREATE INDEX statement_document ON statement (document, position);
CREATE INDEX statement_speaker ON statement (speaker);
CREATE INDEX statement_side ON statement (side);
CREATE INDEX statement_said ON statement (said_from, id);
CREATE INDEX statement_utterance ON statement (utterance);

CREATE TABLE statement_issue (
    issue TEXT NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (issue, statement)
) WITHOUT ROWID;
CREATE INDEX statement_issue_statement ON statement_issue (statement);

CREATE TABLE statement_key (
    key INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (key, statement)
) WITHOUT ROWID;

CREATE TABLE likeness (
    a TEXT NOT NULL,               -- ids of two statements with the same words
    b TEXT NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX likeness_b ON likeness (b);

CREATE TABLE utterance (
    id TEXT PRIMARY KEY,
    record BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE failure (
    document TEXT NOT NULL,        -- id
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (document, stage)
) WITHOUT ROWID;

CREATE TABLE build (
    number INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT
);
CREATE TABLE timing (
    build INTEGER NOT NULL,
    stage TEXT NOT NULL,
    documents INTEGER NOT NULL,
    seconds REAL NOT NULL,
    PRIMARY KEY (build, stage)
) WITHOUT ROWID;

CREATE TABLE decision (id TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;

-- Word indexes without a second copy of the text.
CREATE VIRTUAL TABLE document_words USING fts5 (title, body, content = '', tokenize = "porter unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE statement_words USING fts5 (content, speaker, content = '', tokenize = "porter unicode61 remove_diacritics 2");
