-- Of the schema that tables are made in: whether it holds a ledger, and what else.
SELECT
    current_setting('server_version_num')::bigint AS server,
    current_setting('server_encoding') AS encoding,
    count(*) FILTER (WHERE c.relname = 'laut_ledger') AS ledgers,
    count(*) FILTER (WHERE c.relname <> 'laut_ledger') AS others
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
