-- What the workbench keeps beside dionaea's tables: lines that became no row, and the attack ledger, which is
-- committed with the rows it stands for.

CREATE TABLE IF NOT EXISTS workbench_rejected (
  rejected INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  number INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  reason TEXT NOT NULL,
  line BLOB NOT NULL
);

CREATE TABLE IF NOT EXISTS workbench_ledger (
  key BLOB PRIMARY KEY,
  root INTEGER NOT NULL,
  connection INTEGER NOT NULL,
  seen REAL NOT NULL,
  waiting TEXT
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS workbench_clock (
  clock INTEGER PRIMARY KEY CHECK (clock = 1),
  elapsed REAL NOT NULL,
  last REAL
);

-- Sources that tell of rows by their own numbers: by how much these are raised here, and which rows were here
-- already, from another source of the same events.

CREATE TABLE IF NOT EXISTS workbench_sources (
  source INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE IF NOT EXISTS workbench_shifts (
  source INTEGER NOT NULL,
  of_table TEXT NOT NULL,
  shift INTEGER NOT NULL,
  PRIMARY KEY (source, of_table)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS workbench_recognised (
  source INTEGER NOT NULL,
  of_table TEXT NOT NULL,
  number INTEGER NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (source, of_table, number)
) WITHOUT ROWID;

CREATE UNIQUE INDEX IF NOT EXISTS workbench_recognised_row_idx ON workbench_recognised (source, of_table, row);
