-- about: ids of connections that name others as their root, and that root
SELECT connection, connection_root
FROM connections
WHERE connection_root IN (SELECT value FROM json_each($connections)) AND connection_root <> connection
ORDER BY connection
LIMIT $limit
