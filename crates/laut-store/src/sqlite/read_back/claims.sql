SELECT * FROM claims WHERE report = ?1 ORDER BY number
