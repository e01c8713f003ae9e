-- about: DCE/RPC interfaces that were bound
-- place: 40
-- line: "RPC bind {interface}"
-- columns: {interface: text}
SELECT b.connection, COALESCE(s.dcerpcservice_name, b.dcerpcbind_uuid)
FROM dcerpcbinds AS b
LEFT JOIN dcerpcservices AS s ON s.dcerpcservice_uuid = substr(b.dcerpcbind_uuid, 1, 36)
WHERE b.connection IN (SELECT value FROM json_each($connections))
ORDER BY b.dcerpcbind
