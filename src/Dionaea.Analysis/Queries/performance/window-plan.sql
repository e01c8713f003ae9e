-- id: M01
-- title: Query plan of a window
-- question: Does a query that takes a window of time use the index on it?
-- source: carnivore.it 2009-12-12 (sqlite performance), not found
-- population: the plan of a count of all connections of a window; nothing is counted
-- parameters: {from: 0, to: 9999999999}
-- columns: {id: number, parent: number, notused: number, detail: text}
-- notes:
--   - The detail names connections_timestamp_idx where the file has it. Without it each window reads the whole table.
--   - Only SQLite explains itself in this form.
EXPLAIN QUERY PLAN
SELECT COUNT(*) FROM connections WHERE connection_timestamp >= $from AND connection_timestamp < $to
