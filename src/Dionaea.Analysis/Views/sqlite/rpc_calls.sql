-- about: "One row per DCE/RPC request, with the names of interface and operation and the bulletin, if these are known."
-- columns:
--   dcerpcrequest: {kind: number, about: "row of dcerpcrequests"}
--   connection: {kind: connection, about: "row of connections"}
--   root: {kind: connection, about: "the first connection of the attack"}
--   time: {kind: timestamp, about: "when the connection was reported"}
--   day: {kind: day, about: "its UTC day"}
--   remote_host: {kind: host, about: "the attacker as stored: indexed, may be an IPv4-mapped address"}
--   attacker: {kind: host, about: "the attacker without ::ffff:, NULL when unknown"}
--   sensor: {kind: host, about: "the local address without ::ffff:"}
--   port: {kind: port, about: "the local port"}
--   service: {kind: name, about: "the emulated service"}
--   uuid: {kind: text, about: "the interface, without the name that the fork adds"}
--   interface: {kind: name, about: "its name, or NULL"}
--   opnum: {kind: number, about: "number of the operation"}
--   operation: {kind: name, about: "its name, or NULL"}
--   bulletin: {kind: name, about: "the bulletin of the vulnerability, its number padded to three digits, or NULL"}
SELECT q.dcerpcrequest, q.connection, c.connection_root AS root,
       c.connection_timestamp AS time, CAST(floor(c.connection_timestamp / 86400.0) AS INTEGER) * 86400 AS day,
       c.remote_host, NULLIF(CASE WHEN c.remote_host LIKE '::ffff:%' THEN substr(c.remote_host, 8) ELSE c.remote_host END, '') AS attacker,
       CASE WHEN c.local_host LIKE '::ffff:%' THEN substr(c.local_host, 8) ELSE c.local_host END AS sensor,
       c.local_port AS port, c.connection_protocol AS service,
       substr(q.dcerpcrequest_uuid, 1, 36) AS uuid, s.dcerpcservice_name AS interface,
       q.dcerpcrequest_opnum AS opnum, o.dcerpcserviceop_name AS operation,
       CASE WHEN length(o.dcerpcserviceop_vuln) = 7
            THEN substr(o.dcerpcserviceop_vuln, 1, 5) || '0' || substr(o.dcerpcserviceop_vuln, 6)
            ELSE NULLIF(o.dcerpcserviceop_vuln, '') END AS bulletin
FROM dcerpcrequests AS q
LEFT JOIN connections AS c ON c.connection = q.connection
LEFT JOIN dcerpcservices AS s ON s.dcerpcservice_uuid = substr(q.dcerpcrequest_uuid, 1, 36)
LEFT JOIN dcerpcserviceops AS o ON o.dcerpcservice = s.dcerpcservice
                               AND o.dcerpcserviceop_opnum = q.dcerpcrequest_opnum
