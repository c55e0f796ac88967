INSERT INTO reports (
    id, text_id, input, title, url, publisher, published, published_at, day, language, is_language_given, text, taken_in
) VALUES (
    :id, :text_id, :input, :title, :url, :publisher, :published, :published_at, :day, :language, :is_language_given,
    :text, :taken_in
) ON CONFLICT (id) DO NOTHING
