    c.number AS cnumber, c.begins AS cbegins, c.ends AS cends, c.pieces, c.said, c.first_day AS cfirst, c.last_day AS clast,
    c.speaker, c.through, c.mode, c.act, c.certainty, c.polarity, c.disputed_by AS cdisputed,
    c.verification AS cverification, c.checks AS cchecks, c.review AS creview, c.rule
