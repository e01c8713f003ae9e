-- about: DCE/RPC presentation contexts; the service's name by the whole UUID text
SELECT b.connection, b.dcerpcbind_uuid, s.dcerpcservice_name, b.dcerpcbind_transfersyntax
FROM dcerpcbinds AS b
LEFT JOIN dcerpcservices AS s ON s.dcerpcservice_uuid = b.dcerpcbind_uuid
WHERE b.connection IN (SELECT value FROM json_each($connections))
ORDER BY b.dcerpcbind
