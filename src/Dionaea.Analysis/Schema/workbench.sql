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
