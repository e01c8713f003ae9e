-- title: A parent that has no row yet; connection.link does its work when the parent comes
-- effect: link early
-- origins: [dionaea.connection.link.early]
SELECT NULL WHERE FALSE;
