-- The lookup rows that log_sqlite writes at every start. A row whose key is already there is skipped, so
-- existing rows are never corrected. ?1 … are the columns of rpc_services.csv or mysql_commands.csv.

INSERT INTO dcerpcservices (dcerpcservice_name, dcerpcservice_uuid)
VALUES (?1, ?2)
ON CONFLICT DO NOTHING;

INSERT INTO dcerpcserviceops (dcerpcservice, dcerpcserviceop_opnum, dcerpcserviceop_name, dcerpcserviceop_vuln)
SELECT dcerpcservice, CAST(?3 AS INTEGER), ?4, ?5
FROM dcerpcservices
WHERE lower(replace(dcerpcservice_uuid, '-', '')) = lower(replace(?2, '-', ''))
ORDER BY dcerpcservice
LIMIT 1
ON CONFLICT DO NOTHING;

INSERT INTO mysql_command_ops (mysql_command_cmd, mysql_command_op_name)
VALUES (CAST(?1 AS INTEGER), ?2)
ON CONFLICT DO NOTHING;
