-- title: The end of a connection; what is reported of it later is dropped
-- effect: free
-- origins: [dionaea.connection.free]
SELECT NULL WHERE FALSE;
