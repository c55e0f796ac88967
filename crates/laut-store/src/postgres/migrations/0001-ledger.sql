-- Version 1 of the ledger on PostgreSQL, table by table that of SQLite. Never edited once released: what changes is a file of the next number.
--
-- Times are microseconds since 1970 in UTC, days are days since 1970, degrees north and east hundred-thousandths of one. The
-- number of a claim, figure or entity is that of its report, times 1,048,576, and its own: `c3` of report 7 is
-- 7 · 1,048,576 + 3.

-- By this table a database is known as a ledger.
CREATE TABLE laut_ledger (version BIGINT NOT NULL);

-- What is only ever added to.

CREATE TABLE texts (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id     BYTEA NOT NULL UNIQUE,            -- sha256 of the text
    text   BYTEA NOT NULL                    -- packed, once for all reports that share it
);

-- Every short string once: names, roles, rules, kinds …
CREATE TABLE words (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    word   TEXT NOT NULL,
    key    TEXT NOT NULL,                   -- of a name, what spellings in all languages share; else empty
    folded TEXT NOT NULL                    -- both without case and marks
);
-- Of a hash, since a word may be longer than an index takes.
CREATE UNIQUE INDEX words_once ON words (md5(word || E'\n' || key));
CREATE INDEX words_by_word ON words USING hash (word);

CREATE TABLE reports (
    number            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,  -- counts arrivals; no answer shows it or is sorted by it
    id                BYTEA NOT NULL UNIQUE, -- sha256 over url, publisher, published and text
    text              BIGINT NOT NULL REFERENCES texts,
    input             TEXT NOT NULL,
    title             TEXT,
    url               TEXT,
    publisher         BIGINT REFERENCES words,
    published         TEXT,                 -- as it was given
    published_at      BIGINT,              -- when that is; a day begins at midnight
    day               BIGINT,              -- the day, in the place of publication
    language          TEXT NOT NULL,
    is_language_given BIGINT NOT NULL,
    remarks           BIGINT NOT NULL,      -- how many were made while it was taken in; the first of each reading
    taken_in          BIGINT NOT NULL
);
CREATE INDEX reports_of_text ON reports (text);
CREATE INDEX reports_by_day ON reports (day);
CREATE INDEX reports_of_url ON reports USING hash (url);

CREATE TABLE readings (
    number  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    report  BIGINT NOT NULL REFERENCES reports,
    laut    BIGINT NOT NULL REFERENCES words, -- version that read it
    made_at BIGINT NOT NULL,
    record  BYTEA NOT NULL                   -- the record as JSON, packed with its text
);
CREATE INDEX readings_of_report ON readings (report, number, laut);

CREATE TABLE tombstones (
    report  BIGINT PRIMARY KEY REFERENCES reports,
    why     TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at      BIGINT NOT NULL
);

CREATE TABLE reviews (
    number  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    report  BIGINT NOT NULL REFERENCES reports,
    kind    TEXT NOT NULL CHECK (kind IN ('claim', 'figure')),
    anchor  TEXT NOT NULL,                  -- where the row stands in the text, which a new reading does not move
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected', 'corrected')),
    why     TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at      BIGINT NOT NULL
);
CREATE INDEX reviews_of_report ON reviews (report, number);

CREATE TABLE corrections (
    review BIGINT NOT NULL REFERENCES reviews,
    field  TEXT NOT NULL,
    old    TEXT NOT NULL,                   -- what was shown before
    value  TEXT NOT NULL,
    PRIMARY KEY (review, field)
);

CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a ledger is only added to';
END $$;
CREATE TRIGGER texts_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON texts EXECUTE FUNCTION only_added_to();
CREATE TRIGGER words_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON words EXECUTE FUNCTION only_added_to();
CREATE TRIGGER reports_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON reports EXECUTE FUNCTION only_added_to();
CREATE TRIGGER readings_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON readings EXECUTE FUNCTION only_added_to();
CREATE TRIGGER tombstones_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON tombstones EXECUTE FUNCTION only_added_to();
CREATE TRIGGER reviews_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews EXECUTE FUNCTION only_added_to();
CREATE TRIGGER corrections_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON corrections EXECUTE FUNCTION only_added_to();

-- What is made of them, to be searched: the latest reading of each report, with all reviews. An empty string is NULL here.
-- That a word is there is not checked for each row: words are never taken away, and `laut fsck` looks.

-- Reports that answers are made of: of one url the latest version that was not retracted, and all without a url.
CREATE TABLE shown (report BIGINT PRIMARY KEY REFERENCES reports);

CREATE TABLE entities (
    number      BIGINT PRIMARY KEY,
    report      BIGINT GENERATED ALWAYS AS (number / 1048576) STORED REFERENCES reports,
    kind        BIGINT NOT NULL,
    name        BIGINT NOT NULL,
    roles       BIGINT,
    affiliation BIGINT,
    country     BIGINT,
    geonames    BIGINT,
    lat         BIGINT,
    lon         BIGINT,
    precision   BIGINT,
    mentions    BIGINT NOT NULL
);
CREATE INDEX entities_of_name ON entities (name);
CREATE INDEX entities_on_map ON entities (lat, lon, name) WHERE lat IS NOT NULL;

CREATE TABLE claims (
    number       BIGINT PRIMARY KEY,
    report       BIGINT GENERATED ALWAYS AS (number / 1048576) STORED REFERENCES reports,
    anchor       TEXT,                      -- where it is not made of `begins`, `ends` and `act`
    begins       BIGINT NOT NULL,
    ends         BIGINT NOT NULL,
    pieces       BYTEA NOT NULL,             -- where the quotation stands in the text
    speaker      BIGINT,
    through      BIGINT,
    mode         BIGINT NOT NULL,
    act          BIGINT NOT NULL,
    certainty    BIGINT NOT NULL,
    polarity     BIGINT NOT NULL,
    said         BIGINT,                   -- day on which it was said
    first_day    BIGINT,                   -- days that are told of; else the day it was said; else of publication
    last_day     BIGINT,
    disputed_by  BIGINT,
    verification BIGINT,  -- unverified, partly_verified, verified
    checks       BIGINT,  -- reasons to look at it first
    is_to_check  BIGINT NOT NULL, -- whether it or one of its figures has any: 0, 1
    review       BIGINT,  -- accepted, rejected, corrected
    rule         BIGINT NOT NULL
);
-- What most questions with days ask besides is in these, so that only rows that are meant are looked at.
CREATE INDEX claims_by_day ON claims (last_day, first_day, certainty, act, is_to_check, disputed_by);
CREATE INDEX claims_of_speaker ON claims (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX claims_reviewed ON claims (review) WHERE review IS NOT NULL;

CREATE TABLE figures (
    number       BIGINT PRIMARY KEY,
    report       BIGINT GENERATED ALWAYS AS (number / 1048576) STORED REFERENCES reports,
    claim        BIGINT NOT NULL REFERENCES claims,
    anchor       TEXT,
    begins       BIGINT NOT NULL,
    ends         BIGINT NOT NULL,
    words        TEXT NOT NULL,
    low          DOUBLE PRECISION,
    high         DOUBLE PRECISION,
    bound        BIGINT NOT NULL,
    harm         BIGINT NOT NULL,
    count        BIGINT NOT NULL,
    victims      BIGINT,
    groups       BIGINT,  -- ' child civilian ': each between spaces
    by_whom      BIGINT,
    place        BIGINT,
    lat          BIGINT,
    lon          BIGINT,
    means        BIGINT,
    from_day     BIGINT,
    to_day       BIGINT,
    first_day    BIGINT,
    last_day     BIGINT,
    part_of      BIGINT REFERENCES figures DEFERRABLE INITIALLY DEFERRED,
    disputed_by  BIGINT,
    verification BIGINT,
    checks       BIGINT,
    review       BIGINT
);
CREATE INDEX figures_of_claim ON figures (claim, place);
CREATE INDEX figures_by_day ON figures (last_day, first_day, harm, groups, victims);
CREATE INDEX figures_of_whole ON figures (part_of) WHERE part_of IS NOT NULL;

-- Who and what stands in a claim beside its speaker, and as what.
CREATE TABLE parties (
    claim  BIGINT NOT NULL REFERENCES claims,
    place  BIGINT NOT NULL,                -- among all of the report
    role   BIGINT NOT NULL,                 -- through, actor, target, victims, place: 1 to 5
    name   BIGINT NOT NULL,
    entity BIGINT,                          -- own number of the entity in the report
    figure BIGINT,                          -- own number of the figure that it is said of; else of the claim
    PRIMARY KEY (claim, place)
);
CREATE INDEX parties_by_name ON parties (name, role, figure, entity);

CREATE TABLE relations (
    report     BIGINT NOT NULL REFERENCES reports,
    place      BIGINT NOT NULL,
    kind       BIGINT NOT NULL,
    from_claim BIGINT NOT NULL REFERENCES claims,
    to_claim   BIGINT NOT NULL REFERENCES claims,
    figure     BIGINT,                      -- its own number in the report
    by_whom    BIGINT,
    words      TEXT NOT NULL,
    PRIMARY KEY (report, place)
);
CREATE INDEX relations_from ON relations (from_claim);
CREATE INDEX relations_to ON relations (to_claim);

CREATE TABLE verifications (
    claim   BIGINT NOT NULL REFERENCES claims,
    place   BIGINT NOT NULL,
    figure  BIGINT,                         -- its own number in the report
    status  BIGINT NOT NULL,
    by_whom BIGINT,
    words   TEXT NOT NULL,
    PRIMARY KEY (claim, place)
);

-- Full text in the language of the report. What is put in is cut into words already, without case and marks. Words that are
-- in every text are kept as well, since a ledger on SQLite finds them, too; so these are not the configurations
-- `german` and `english` themselves, which leave them out.

CREATE TEXT SEARCH DICTIONARY laut_german_stem (TEMPLATE = pg_catalog.snowball, Language = german);
CREATE TEXT SEARCH DICTIONARY laut_english_stem (TEMPLATE = pg_catalog.snowball, Language = english);
CREATE TEXT SEARCH CONFIGURATION laut_german (COPY = pg_catalog.german);
ALTER TEXT SEARCH CONFIGURATION laut_german ALTER MAPPING FOR asciiword, word WITH laut_german_stem;
CREATE TEXT SEARCH CONFIGURATION laut_english (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION laut_english ALTER MAPPING FOR asciiword, word WITH laut_english_stem;

CREATE TABLE report_words (
    report BIGINT PRIMARY KEY REFERENCES reports,
    german TSVECTOR,                        -- of reports in German; of all others, in English
    other  TSVECTOR
);
CREATE INDEX reports_by_german ON report_words USING gin (german);
CREATE INDEX reports_by_other ON report_words USING gin (other);

CREATE TABLE claim_words (
    claim  BIGINT PRIMARY KEY,
    german TSVECTOR,
    other  TSVECTOR
);
CREATE INDEX claims_by_german ON claim_words USING gin (german);
CREATE INDEX claims_by_other ON claim_words USING gin (other);

CREATE FUNCTION instr(words TEXT, part TEXT) RETURNS INTEGER LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN strpos(words, part);

-- The way between two points along the ground.
CREATE FUNCTION km(lat1 BIGINT, lon1 BIGINT, lat2 BIGINT, lon2 BIGINT)
    RETURNS DOUBLE PRECISION LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN 2 * 6371.0 * asin(least(1.0, sqrt(
        sin(radians((lat2 - lat1) / 1e5::float8) / 2) ^ 2
        + cos(radians(lat1 / 1e5::float8)) * cos(radians(lat2 / 1e5::float8))
            * sin(radians((lon2 - lon1) / 1e5::float8) / 2) ^ 2
    )));
