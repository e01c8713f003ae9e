-- title: The parent of a connection
-- effect: link
-- origins: [dionaea.connection.link]
UPDATE connections
SET connection_root = $root, connection_parent = $parent
WHERE connection = $connection;

UPDATE connections
SET connection_root = $root
WHERE connection_root = $connection;
