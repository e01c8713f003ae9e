-- id: S3
-- title: The sensor's time zone is unknown
-- of: connections
-- at: [connections.connection_timestamp, "*.day", "*.hour"]
-- holds: always
-- consequence: "The file holds UTC only; which hour of its day an attack met can't be read from it."
-- remedy: "Days and hours follow the zone that you give (--zone, or the parameter zone); it is UTC where none is given, never this machine's."
SELECT 'whose local hour is unknown' AS part, COUNT(*) AS found, COUNT(*) AS total
FROM connections
