INSERT INTO claims (
    report, id, anchor, begins, ends, quotation, speaker, through, mode, act, certainty, polarity, said, first_day,
    last_day, disputed_by, verification, checks, review, rule
) VALUES (
    :report, :id, :anchor, :begins, :ends, :quotation, :speaker, :through, :mode, :act, :certainty, :polarity, :said,
    :first_day, :last_day, :disputed_by, :verification, :checks, :review, :rule
)
