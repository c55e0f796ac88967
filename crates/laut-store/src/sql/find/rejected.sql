(
    SELECT j.number FROM claims j WHERE j.review IN (SELECT w.number FROM words w WHERE w.word = 'rejected')
)
