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

-- The logs that were read, known by their content: its first bytes, how far it was read, and the SHA-256 of what
-- lies before that place. Of a log that is no text ("whole") it is the SHA-256 of all of it. A last line that was not
-- finished is rejected, and read again when there is more of it.
CREATE TABLE IF NOT EXISTS workbench_logs (
  log INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  whole INTEGER NOT NULL,
  head BLOB NOT NULL,
  offset INTEGER NOT NULL,
  line INTEGER NOT NULL,
  digest BLOB NOT NULL,
  unfinished INTEGER
);

-- The SHA-256 of the content before some places on the way, by which older copies of a log are known.
CREATE TABLE IF NOT EXISTS workbench_log_marks (
  log INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (log, offset)
) WITHOUT ROWID;

-- Counts the transactions of programs that read logs into this database: one that finds another number than its own
-- is not alone, and stops.
CREATE TABLE IF NOT EXISTS workbench_turn (
  turn INTEGER PRIMARY KEY CHECK (turn = 1),
  number INTEGER NOT NULL
);
INSERT OR IGNORE INTO workbench_turn (turn, number) VALUES (1, 0);
