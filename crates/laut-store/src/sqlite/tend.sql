-- Parts of the full text become one, as many as take a moment; the rest when more is added.
INSERT INTO report_words (report_words, rank) VALUES ('merge', -1000);
INSERT INTO claim_words (claim_words, rank) VALUES ('merge', -1000);
PRAGMA analysis_limit = 400;
PRAGMA optimize;
PRAGMA synchronous = FULL;
