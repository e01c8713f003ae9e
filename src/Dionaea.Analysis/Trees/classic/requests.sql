-- about: DCE/RPC requests; the operation's name by service and number
SELECT r.connection, r.dcerpcrequest_uuid, s.dcerpcservice_name, r.dcerpcrequest_opnum, o.dcerpcserviceop_name, o.dcerpcserviceop_vuln
FROM dcerpcrequests AS r
LEFT JOIN dcerpcservices AS s ON s.dcerpcservice_uuid = r.dcerpcrequest_uuid
LEFT JOIN dcerpcserviceops AS o ON o.dcerpcservice = s.dcerpcservice AND o.dcerpcserviceop_opnum = r.dcerpcrequest_opnum
WHERE r.connection IN (SELECT value FROM json_each($connections))
ORDER BY r.dcerpcrequest
