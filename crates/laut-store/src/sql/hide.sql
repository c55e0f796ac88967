-- A report and all others under its url are not shown.
DELETE FROM shown WHERE report = $1 OR report IN (
    SELECT other.number FROM reports one JOIN reports other ON other.url = one.url WHERE one.number = $1
)
