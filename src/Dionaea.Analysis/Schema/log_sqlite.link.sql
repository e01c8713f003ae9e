-- What a link (incident dionaea.connection.link) does to the row of the child: ?1 row, ?2 root, ?3 parent.

UPDATE connections
SET connection_root = ?2, connection_parent = ?3
WHERE connection = ?1;
