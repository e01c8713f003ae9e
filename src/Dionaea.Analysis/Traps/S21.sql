-- id: S21
-- title: The schema differs from the newest log_sqlite
-- of: tables or columns
-- at: []
-- holds: measured
-- consequence: "A query that names what is not there fails, or hides every row behind a caught error; what is extra is in no query."
-- remedy: "Missing tables read as empty, missing columns as NULL, older names as today's. Section Variant lists what differs; extra ones can be read by SQL."
SELECT 'tables missing' AS part, $missing_tables AS found, NULL AS total
UNION ALL
SELECT 'columns missing', $missing_columns, NULL
UNION ALL
SELECT 'tables or columns under an older name', $renamed, NULL
UNION ALL
SELECT 'tables extra', $extra_tables, NULL
UNION ALL
SELECT 'columns extra', $extra_columns, NULL
