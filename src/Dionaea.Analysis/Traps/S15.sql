-- id: S15
-- title: Connections have no end, no size and no payload
-- of: connections
-- at: [connections]
-- holds: always
-- consequence: "There is no duration, no byte count, and nothing of what was said on FTP or SMB; only the fork keeps HTTP requests."
-- remedy: "No query promises them. dionaea's own log files and bistreams may have them."
SELECT 'without an end and a size' AS part, COUNT(*) AS found, COUNT(*) AS total
FROM connections
