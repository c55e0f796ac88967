-- Version 1 of the ledger. Never edited once released: what changes is a file of the next number.

-- What is only ever added to.

CREATE TABLE reports (
    number            INTEGER PRIMARY KEY,  -- counts arrivals; no answer shows it or is sorted by it
    id                TEXT NOT NULL UNIQUE, -- sha256: over url, publisher, published and text
    text_id           TEXT NOT NULL,
    input             TEXT NOT NULL,
    title             TEXT,
    url               TEXT,
    publisher         TEXT,
    published         TEXT,                 -- as it was given
    published_at      TEXT,                 -- the same in UTC; a day begins at midnight
    day               TEXT,                 -- the day, in the place of publication
    language          TEXT NOT NULL,
    is_language_given INTEGER NOT NULL,
    text              TEXT NOT NULL,
    taken_in          TEXT NOT NULL
) STRICT;
CREATE INDEX reports_of_text ON reports (text_id);
CREATE INDEX reports_of_url ON reports (url) WHERE url IS NOT NULL;

CREATE TABLE readings (
    number  INTEGER PRIMARY KEY,
    report  INTEGER NOT NULL REFERENCES reports,
    laut    TEXT NOT NULL,                  -- version that read it
    made_at TEXT NOT NULL,
    record  BLOB NOT NULL                   -- the record as JSON, raw deflate
) STRICT;
CREATE INDEX readings_of_report ON readings (report, number);

CREATE TABLE tombstones (
    report  INTEGER PRIMARY KEY REFERENCES reports,
    why     TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT;

CREATE TABLE reviews (
    number  INTEGER PRIMARY KEY,
    report  INTEGER NOT NULL REFERENCES reports,
    kind    TEXT NOT NULL CHECK (kind IN ('claim', 'figure')),
    anchor  TEXT NOT NULL,                  -- where the row stands in the text, which a new reading does not move
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected', 'corrected')),
    why     TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT;
CREATE INDEX reviews_of_report ON reviews (report, number);

CREATE TABLE corrections (
    review INTEGER NOT NULL REFERENCES reviews,
    field  TEXT NOT NULL,
    old    TEXT NOT NULL,                   -- what was shown before
    value  TEXT NOT NULL,
    PRIMARY KEY (review, field)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER reports_stay BEFORE UPDATE ON reports BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER reports_remain BEFORE DELETE ON reports BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER readings_stay BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER readings_remain BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER tombstones_stay BEFORE UPDATE ON tombstones BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER tombstones_remain BEFORE DELETE ON tombstones BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER reviews_stay BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER reviews_remain BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER corrections_remain BEFORE DELETE ON corrections BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END;

-- What is made of them, to be searched: the latest reading of each report, with all reviews.

-- Reports that answers are made of: of one url the latest version that was not retracted, and all without a url.
CREATE TABLE shown (report INTEGER PRIMARY KEY REFERENCES reports) STRICT;

CREATE TABLE names (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    key    TEXT NOT NULL,                   -- the name that spellings in all languages share; empty where there is none
    folded TEXT NOT NULL,                   -- both without case and marks
    UNIQUE (name, key)
) STRICT;

CREATE TABLE entities (
    number      INTEGER PRIMARY KEY,
    report      INTEGER NOT NULL REFERENCES reports,
    id          TEXT NOT NULL,
    kind        TEXT NOT NULL,
    name        INTEGER NOT NULL REFERENCES names,
    roles       TEXT NOT NULL,
    affiliation TEXT,
    country     TEXT,
    geonames    INTEGER,
    lat         REAL,
    lon         REAL,
    precision   TEXT,
    mentions    INTEGER NOT NULL
) STRICT;
CREATE INDEX entities_of_report ON entities (report);
CREATE INDEX entities_of_name ON entities (name);
CREATE INDEX entities_on_map ON entities (lat, lon) WHERE lat IS NOT NULL;

CREATE TABLE claims (
    number       INTEGER PRIMARY KEY,
    report       INTEGER NOT NULL REFERENCES reports,
    id           TEXT NOT NULL,
    anchor       TEXT NOT NULL,
    begins       INTEGER NOT NULL,
    ends         INTEGER NOT NULL,
    quotation    TEXT NOT NULL,
    speaker      TEXT,
    through      TEXT NOT NULL,
    mode         TEXT NOT NULL,
    act          TEXT NOT NULL,
    certainty    TEXT NOT NULL,
    polarity     TEXT NOT NULL,
    said         TEXT,                      -- day on which it was said
    first_day    TEXT,                      -- days that are told of; else the day it was said; else of publication
    last_day     TEXT,
    disputed_by  TEXT NOT NULL,
    verification TEXT NOT NULL,             -- unverified, partly_verified, verified, or empty
    checks       TEXT NOT NULL,             -- reasons to look at it first
    review       TEXT NOT NULL,             -- accepted, rejected, corrected, or empty
    rule         TEXT NOT NULL,
    UNIQUE (report, id)
) STRICT;
CREATE INDEX claims_by_day ON claims (first_day, last_day);

CREATE TABLE figures (
    number       INTEGER PRIMARY KEY,
    claim        INTEGER NOT NULL REFERENCES claims,
    report       INTEGER NOT NULL REFERENCES reports,
    id           TEXT NOT NULL,
    anchor       TEXT NOT NULL,
    begins       INTEGER NOT NULL,
    ends         INTEGER NOT NULL,
    words        TEXT NOT NULL,
    low          REAL,
    high         REAL,
    bound        TEXT NOT NULL,
    harm         TEXT NOT NULL,
    count        TEXT NOT NULL,
    victims      TEXT NOT NULL,
    groups       TEXT NOT NULL,             -- ' child civilian ': each between spaces
    by_whom      TEXT,
    place        TEXT,
    lat          REAL,
    lon          REAL,
    means        TEXT,
    from_day     TEXT,
    to_day       TEXT,
    first_day    TEXT,
    last_day     TEXT,
    part_of      TEXT,
    disputed_by  TEXT NOT NULL,
    verification TEXT NOT NULL,
    checks       TEXT NOT NULL,
    review       TEXT NOT NULL,
    UNIQUE (report, id)
) STRICT;
CREATE INDEX figures_of_claim ON figures (claim);
CREATE INDEX figures_by_harm ON figures (harm, first_day, last_day);

-- Who and what stands in a claim, and as what.
CREATE TABLE parties (
    claim  INTEGER NOT NULL REFERENCES claims,
    figure INTEGER REFERENCES figures,      -- set where it is said of one figure
    role   TEXT NOT NULL CHECK (role IN ('speaker', 'through', 'actor', 'target', 'victims', 'place')),
    name   INTEGER NOT NULL REFERENCES names,
    entity INTEGER REFERENCES entities
) STRICT;
CREATE INDEX parties_by_name ON parties (name, role);
CREATE INDEX parties_of_claim ON parties (claim);
CREATE INDEX parties_of_entity ON parties (entity) WHERE role = 'place';
CREATE INDEX parties_of_figure ON parties (figure) WHERE figure IS NOT NULL;

CREATE TABLE relations (
    report     INTEGER NOT NULL REFERENCES reports,
    kind       TEXT NOT NULL,
    from_claim INTEGER NOT NULL REFERENCES claims,
    to_claim   INTEGER NOT NULL REFERENCES claims,
    figure     INTEGER REFERENCES figures,
    by_whom    TEXT,
    words      TEXT NOT NULL
) STRICT;
CREATE INDEX relations_of_report ON relations (report);
CREATE INDEX relations_from ON relations (from_claim);
CREATE INDEX relations_to ON relations (to_claim);
CREATE INDEX relations_of_figure ON relations (figure) WHERE figure IS NOT NULL;

CREATE TABLE verifications (
    claim   INTEGER NOT NULL REFERENCES claims,
    figure  INTEGER REFERENCES figures,
    status  TEXT NOT NULL,
    by_whom TEXT,
    words   TEXT NOT NULL
) STRICT;
CREATE INDEX verifications_of_claim ON verifications (claim);
CREATE INDEX verifications_of_figure ON verifications (figure) WHERE figure IS NOT NULL;

-- Full text, without a copy of the texts.

CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, content = 'reports', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER reports_words AFTER INSERT ON reports BEGIN
    INSERT INTO report_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;

CREATE VIRTUAL TABLE claim_words USING fts5 (
    quotation, content = 'claims', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER claims_words AFTER INSERT ON claims BEGIN
    INSERT INTO claim_words (rowid, quotation) VALUES (new.number, new.quotation);
END;
CREATE TRIGGER claims_no_words AFTER DELETE ON claims BEGIN
    INSERT INTO claim_words (claim_words, rowid, quotation) VALUES ('delete', old.number, old.quotation);
END;
