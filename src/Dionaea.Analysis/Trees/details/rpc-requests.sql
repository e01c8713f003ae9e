-- about: DCE/RPC requests, with the bulletin of the vulnerability, if it is known
-- place: 50
-- mark: exploit
-- line: "RPC call {interface}[ {operation}] (opnum {opnum})[, {bulletin}]"
-- columns: {interface: text, operation: text, opnum: number, bulletin: text}
SELECT r.connection, COALESCE(s.dcerpcservice_name, r.dcerpcrequest_uuid), o.dcerpcserviceop_name, r.dcerpcrequest_opnum,
       CASE WHEN length(o.dcerpcserviceop_vuln) = 7
            THEN substr(o.dcerpcserviceop_vuln, 1, 5) || '0' || substr(o.dcerpcserviceop_vuln, 6)
            ELSE o.dcerpcserviceop_vuln END
FROM dcerpcrequests AS r
LEFT JOIN dcerpcservices AS s ON s.dcerpcservice_uuid = substr(r.dcerpcrequest_uuid, 1, 36)
LEFT JOIN dcerpcserviceops AS o ON o.dcerpcservice = s.dcerpcservice AND o.dcerpcserviceop_opnum = r.dcerpcrequest_opnum
WHERE r.connection IN (SELECT value FROM json_each($connections))
ORDER BY r.dcerpcrequest
