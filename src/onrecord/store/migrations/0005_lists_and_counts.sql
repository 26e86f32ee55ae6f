-- What is listed and counted is read from an index, so that a page costs about the same in a record of any size.
-- Documents: the rows hold whole texts, so nothing may be counted by walking through them.
DROP INDEX document_published;
CREATE INDEX document_published ON document (published DESC, id);
CREATE INDEX document_kind ON document (kind, published DESC, id);
CREATE INDEX document_outlet ON document (outlet, published DESC, id);
CREATE INDEX document_rejected_date ON document (published DESC, id) WHERE rejected_date = 1;
CREATE INDEX document_build ON document (build, published DESC, id);
CREATE INDEX document_folded ON document (number, family);

-- Statements, always the latest first.
DROP INDEX statement_speaker;
CREATE INDEX statement_speaker ON statement (speaker, said_from, document);
DROP INDEX statement_side;
CREATE INDEX statement_side ON statement (side, said_from, document);
CREATE INDEX statement_addressee ON statement (addressee, said_from, document) WHERE addressee IS NOT NULL;
DROP INDEX statement_said;
CREATE INDEX statement_said ON statement (said_from, said_until);
CREATE INDEX statement_mode ON statement (mode, said_from);
CREATE INDEX statement_day ON statement (said_from, side) WHERE said_from = said_until;

-- Commitments, channels, positions, meetings on an issue.
CREATE INDEX matter_issue ON matter (matter, issue, date, id);

-- In how many reports each speaker is heard, kept up as statements and families come and go.
CREATE TABLE speaker_report (
    speaker TEXT NOT NULL,
    family TEXT NOT NULL,          -- document.family
    statements INTEGER NOT NULL,
    PRIMARY KEY (speaker, family)
) WITHOUT ROWID;
CREATE TABLE speaker (
    speaker TEXT PRIMARY KEY,
    statements INTEGER NOT NULL,
    reports INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX speaker_statements ON speaker (statements DESC, speaker);

INSERT INTO speaker_report
SELECT speaker, family, count(*) FROM statement JOIN document ON document.number = statement.document
WHERE speaker IS NOT NULL GROUP BY speaker, family;
INSERT INTO speaker SELECT speaker, sum(statements), count(*) FROM speaker_report GROUP BY speaker;

CREATE TRIGGER statement_comes AFTER INSERT ON statement WHEN new.speaker IS NOT NULL BEGIN
    INSERT INTO speaker_report VALUES (new.speaker, (SELECT family FROM document WHERE number = new.document), 1)
    ON CONFLICT DO UPDATE SET statements = statements + 1;
END;
CREATE TRIGGER statement_goes AFTER DELETE ON statement WHEN old.speaker IS NOT NULL BEGIN
    UPDATE speaker_report SET statements = statements - 1
    WHERE speaker = old.speaker AND family = (SELECT family FROM document WHERE number = old.document);
    DELETE FROM speaker_report WHERE statements = 0 AND speaker = old.speaker
    AND family = (SELECT family FROM document WHERE number = old.document);
END;
CREATE TRIGGER document_changes_family AFTER UPDATE OF family ON document WHEN new.family <> old.family BEGIN
    INSERT INTO speaker_report
    SELECT speaker, new.family, count(*) FROM statement WHERE document = new.number AND speaker IS NOT NULL GROUP BY speaker
    ON CONFLICT DO UPDATE SET statements = statements + excluded.statements;
    UPDATE speaker_report SET statements = statements - (
        SELECT count(*) FROM statement WHERE document = new.number AND statement.speaker = speaker_report.speaker
    ) WHERE family = old.family AND speaker IN (SELECT speaker FROM statement WHERE document = new.number);
    DELETE FROM speaker_report WHERE statements = 0 AND family = old.family
    AND speaker IN (SELECT speaker FROM statement WHERE document = new.number);
END;
CREATE TRIGGER speaker_report_comes AFTER INSERT ON speaker_report BEGIN
    INSERT INTO speaker VALUES (new.speaker, new.statements, 1)
    ON CONFLICT DO UPDATE SET statements = statements + excluded.statements, reports = reports + 1;
END;
CREATE TRIGGER speaker_report_changes AFTER UPDATE OF statements ON speaker_report BEGIN
    UPDATE speaker SET statements = statements + new.statements - old.statements WHERE speaker = new.speaker;
END;
CREATE TRIGGER speaker_report_goes AFTER DELETE ON speaker_report BEGIN
    UPDATE speaker SET statements = statements - old.statements, reports = reports - 1 WHERE speaker = old.speaker;
    DELETE FROM speaker WHERE reports = 0 AND speaker = old.speaker;
END;
