INSERT INTO relations (report, kind, from_claim, to_claim, figure, by_whom, words)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
