-- Version 1 of the ledger. Never edited once released: what changes is a file of the next number.
--
-- Times are microseconds since 1970 in UTC, days are days since 1970, degrees north and east hundred-thousandths of one. The
-- number of a claim, figure or entity is that of its report, times 1,048,576, and its own: `c3` of report 7 is
-- 7 · 1,048,576 + 3.

-- What is only ever added to.

CREATE TABLE texts (
    number INTEGER PRIMARY KEY,
    id     BLOB NOT NULL UNIQUE,            -- sha256 of the text
    text   BLOB NOT NULL                    -- packed, once for all reports that share it
) STRICT;

-- Every short string once: names, roles, rules, kinds …
CREATE TABLE words (
    number INTEGER PRIMARY KEY,
    word   TEXT NOT NULL,
    key    TEXT NOT NULL,                   -- of a name, what spellings in all languages share; else empty
    folded TEXT NOT NULL,                   -- both without case and marks
    UNIQUE (word, key)
) STRICT;

CREATE TABLE reports (
    number            INTEGER PRIMARY KEY,  -- counts arrivals; no answer shows it or is sorted by it
    id                BLOB NOT NULL UNIQUE, -- sha256 over url, publisher, published and text
    text              INTEGER NOT NULL REFERENCES texts,
    input             TEXT NOT NULL,
    title             TEXT,
    url               TEXT,
    publisher         INTEGER REFERENCES words,
    published         TEXT,                 -- as it was given
    published_at      INTEGER,              -- when that is; a day begins at midnight
    day               INTEGER,              -- the day, in the place of publication
    language          TEXT NOT NULL,
    is_language_given INTEGER NOT NULL,
    remarks           INTEGER NOT NULL,     -- how many were made while it was taken in; the first of each reading
    taken_in          INTEGER NOT NULL
) STRICT;
CREATE INDEX reports_of_text ON reports (text);
CREATE INDEX reports_by_day ON reports (day);
CREATE INDEX reports_of_url ON reports (url) WHERE url IS NOT NULL;

CREATE TABLE readings (
    number  INTEGER PRIMARY KEY,
    report  INTEGER NOT NULL REFERENCES reports,
    laut    INTEGER NOT NULL REFERENCES words, -- version that read it
    made_at INTEGER NOT NULL,
    record  BLOB NOT NULL                   -- the record as JSON, packed with its text
) STRICT;
CREATE INDEX readings_of_report ON readings (report, number, laut);

CREATE TABLE tombstones (
    report  INTEGER PRIMARY KEY REFERENCES reports,
    why     TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at      INTEGER NOT NULL
) STRICT;

CREATE TABLE reviews (
    number  INTEGER PRIMARY KEY,
    report  INTEGER NOT NULL REFERENCES reports,
    kind    TEXT NOT NULL CHECK (kind IN ('claim', 'figure')),
    anchor  TEXT NOT NULL,                  -- where the row stands in the text, which a new reading does not move
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected', 'corrected')),
    why     TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at      INTEGER NOT NULL
) STRICT;
CREATE INDEX reviews_of_report ON reviews (report, number);

CREATE TABLE corrections (
    review INTEGER NOT NULL REFERENCES reviews,
    field  TEXT NOT NULL,
    old    TEXT NOT NULL,                   -- what was shown before
    value  TEXT NOT NULL,
    PRIMARY KEY (review, field)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER texts_stay BEFORE UPDATE ON texts BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER texts_remain BEFORE DELETE ON texts BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER words_stay BEFORE UPDATE ON words BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER words_remain BEFORE DELETE ON words BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END;
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

-- What is made of them, to be searched: the latest reading of each report, with all reviews. An empty string is NULL here.
-- That a word is there is not checked for each row: words are never taken away, and `laut fsck` looks.

-- Reports that answers are made of: of one url the latest version that was not retracted, and all without a url.
CREATE TABLE shown (report INTEGER PRIMARY KEY REFERENCES reports) STRICT;

CREATE TABLE entities (
    number      INTEGER PRIMARY KEY,
    report      INTEGER AS (number / 1048576) REFERENCES reports,
    kind        INTEGER NOT NULL,
    name        INTEGER NOT NULL,
    roles       INTEGER,
    affiliation INTEGER,
    country     INTEGER,
    geonames    INTEGER,
    lat         INTEGER,
    lon         INTEGER,
    precision   INTEGER,
    mentions    INTEGER NOT NULL
) STRICT;
CREATE INDEX entities_of_name ON entities (name);
CREATE INDEX entities_on_map ON entities (lat, lon, name) WHERE lat IS NOT NULL;

CREATE TABLE claims (
    number       INTEGER PRIMARY KEY,
    report       INTEGER AS (number / 1048576) REFERENCES reports,
    anchor       TEXT,                      -- where it is not made of `begins`, `ends` and `act`
    begins       INTEGER NOT NULL,
    ends         INTEGER NOT NULL,
    pieces       BLOB NOT NULL,             -- where the quotation stands in the text
    speaker      INTEGER,
    through      INTEGER,
    mode         INTEGER NOT NULL,
    act          INTEGER NOT NULL,
    certainty    INTEGER NOT NULL,
    polarity     INTEGER NOT NULL,
    said         INTEGER,                   -- day on which it was said
    first_day    INTEGER,                   -- days that are told of; else the day it was said; else of publication
    last_day     INTEGER,
    disputed_by  INTEGER,
    verification INTEGER,  -- unverified, partly_verified, verified
    checks       INTEGER,  -- reasons to look at it first
    is_to_check  INTEGER NOT NULL, -- whether it or one of its figures has any: 0, 1
    review       INTEGER,  -- accepted, rejected, corrected
    rule         INTEGER NOT NULL
) STRICT;
-- What most questions with days ask besides is in these, so that only rows that are meant are looked at.
CREATE INDEX claims_by_day ON claims (last_day, first_day, certainty, act, is_to_check, disputed_by);
CREATE INDEX claims_of_speaker ON claims (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX claims_reviewed ON claims (review) WHERE review IS NOT NULL;

CREATE TABLE figures (
    number       INTEGER PRIMARY KEY,
    report       INTEGER AS (number / 1048576) REFERENCES reports,
    claim        INTEGER NOT NULL REFERENCES claims,
    anchor       TEXT,
    begins       INTEGER NOT NULL,
    ends         INTEGER NOT NULL,
    words        TEXT NOT NULL,
    low          REAL,
    high         REAL,
    bound        INTEGER NOT NULL,
    harm         INTEGER NOT NULL,
    count        INTEGER NOT NULL,
    victims      INTEGER,
    groups       INTEGER,  -- ' child civilian ': each between spaces
    by_whom      INTEGER,
    place        INTEGER,
    lat          INTEGER,
    lon          INTEGER,
    means        INTEGER,
    from_day     INTEGER,
    to_day       INTEGER,
    first_day    INTEGER,
    last_day     INTEGER,
    part_of      INTEGER REFERENCES figures DEFERRABLE INITIALLY DEFERRED,
    disputed_by  INTEGER,
    verification INTEGER,
    checks       INTEGER,
    review       INTEGER
) STRICT;
CREATE INDEX figures_of_claim ON figures (claim, place);
CREATE INDEX figures_by_day ON figures (last_day, first_day, harm, groups, victims);
CREATE INDEX figures_of_whole ON figures (part_of) WHERE part_of IS NOT NULL;

-- Who and what stands in a claim beside its speaker, and as what.
CREATE TABLE parties (
    claim  INTEGER NOT NULL REFERENCES claims,
    place  INTEGER NOT NULL,                -- among all of the report
    role   INTEGER NOT NULL,                 -- through, actor, target, victims, place: 1 to 5
    name   INTEGER NOT NULL,
    entity INTEGER,                          -- own number of the entity in the report
    figure INTEGER,                          -- own number of the figure that it is said of; else of the claim
    PRIMARY KEY (claim, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX parties_by_name ON parties (name, role, figure, entity);

CREATE TABLE relations (
    report     INTEGER NOT NULL REFERENCES reports,
    place      INTEGER NOT NULL,
    kind       INTEGER NOT NULL,
    from_claim INTEGER NOT NULL REFERENCES claims,
    to_claim   INTEGER NOT NULL REFERENCES claims,
    figure     INTEGER,                      -- its own number in the report
    by_whom    INTEGER,
    words      TEXT NOT NULL,
    PRIMARY KEY (report, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_from ON relations (from_claim);
CREATE INDEX relations_to ON relations (to_claim);

CREATE TABLE verifications (
    claim   INTEGER NOT NULL REFERENCES claims,
    place   INTEGER NOT NULL,
    figure  INTEGER,                         -- its own number in the report
    status  INTEGER NOT NULL,
    by_whom INTEGER,
    words   TEXT NOT NULL,
    PRIMARY KEY (claim, place)
) STRICT, WITHOUT ROWID;

-- Full text: which words stand in which report and claim. Where they stand is looked for in the text itself. What is put in
-- is cut into words already; each but the space belongs to a word.

CREATE VIRTUAL TABLE report_words USING fts5 (
    words, content = '', detail = none, columnsize = 0, tokenize = "ascii"
);
CREATE VIRTUAL TABLE claim_words USING fts5 (
    words, content = '', detail = none, columnsize = 0, tokenize = "ascii"
);
