-- title: A NetBIOS name query (the maintained fork, since 2025)
-- origins: [dionaea.modules.python.nbns.query]
-- fields:
--   name: required
--   suffix: required
--   suffix_name: required
--   opcode: required
--   opcode_name: required
--   qtype: required
--   is_wpad: required
CREATE TABLE IF NOT EXISTS nbns_queries (
  nbns_query INTEGER PRIMARY KEY,
  connection INTEGER,
  nbns_query_name TEXT,
  nbns_query_suffix INTEGER,
  nbns_query_suffix_name TEXT,
  nbns_query_opcode INTEGER,
  nbns_query_opcode_name TEXT,
  nbns_query_qtype INTEGER,
  nbns_query_is_wpad INTEGER
);

CREATE INDEX IF NOT EXISTS nbns_queries_name_idx ON nbns_queries (nbns_query_name);

CREATE INDEX IF NOT EXISTS nbns_queries_is_wpad_idx ON nbns_queries (nbns_query_is_wpad);

CREATE INDEX IF NOT EXISTS nbns_queries_connection_idx ON nbns_queries (connection);

INSERT INTO nbns_queries (
  connection, nbns_query_name, nbns_query_suffix, nbns_query_suffix_name, nbns_query_opcode, nbns_query_opcode_name,
  nbns_query_qtype, nbns_query_is_wpad)
VALUES ($connection, $name, $suffix, $suffix_name, $opcode, $opcode_name, $qtype, iif($is_wpad, 1, 0));
