-- id: A05
-- title: Schema and coverage probe
-- question: Which tables and columns does the file have?
-- population: the tables as the file stores them
-- columns: {tbl: text, col: text, type: text}
-- notes:
--   - What is missing here is shown to queries as an empty table or a NULL column.
SELECT m.name AS tbl, p.name AS col, p.type AS type
FROM sqlite_master AS m
JOIN pragma_table_info(m.name, 'main') AS p
WHERE m.type = 'table'
ORDER BY m.name, p.cid
