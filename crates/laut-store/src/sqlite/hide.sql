-- A report and all others under its url are not shown.
DELETE FROM shown WHERE report = :report OR report IN (
    SELECT other.number FROM reports one JOIN reports other ON other.url = one.url WHERE one.number = :report
)
