INSERT INTO reports (
    id, text, input, title, url, publisher, published, published_at, day, language, is_language_given, remarks,
    taken_in
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (id) DO NOTHING
RETURNING number
