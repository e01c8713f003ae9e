-- The tables of dionaea's log_db_sql as those of log_sqlite, with the columns in their order (inputs.md, log_db_sql). A
-- first column of NULL is a row without a number of its own.

-- for connections from connection
SELECT id, type, transport, protocol, timestamp, root, parent, local_host, local_port, remote_host, remote_hostname, remote_port
FROM connection
ORDER BY id;

-- for dcerpcbinds from smb_dcerpc_bind
SELECT id, connection_id, uuid, transfer_syntax FROM smb_dcerpc_bind ORDER BY id;

-- for dcerpcrequests from smb_dcerpc_request
SELECT id, connection_id, uuid, opnum, NULL FROM smb_dcerpc_request ORDER BY id;

-- for emu_profiles from emu_profile
SELECT id, connection_id, json_data FROM emu_profile ORDER BY id;

-- for emu_services from emu_service
SELECT id, connection_id, url FROM emu_service ORDER BY id;

-- for offers from download_offer
SELECT id, connection_id, url FROM download_offer ORDER BY id;

-- for downloads from download_data
SELECT id, connection_id, url, md5_hash FROM download_data ORDER BY id;

-- for p0fs from p0f
SELECT id, connection_id, genre, link, detail, uptime, tos, dist, nat, fw FROM p0f ORDER BY id;

-- for logins from mssql_login, mysql_login
SELECT NULL, connection_id, username, password FROM mssql_login
UNION ALL
SELECT NULL, connection_id, username, password FROM mysql_login
ORDER BY 2;

-- for mssql_fingerprints from mssql_fingerprint
SELECT id, connection_id, hostname, appname, cltintname FROM mssql_fingerprint ORDER BY id;

-- for mssql_commands from mssql_command
SELECT id, connection_id, status, command FROM mssql_command ORDER BY id;

-- for virustotals from virustotal_scan
SELECT id, md5_hash, CAST(strftime('%s', timestamp) AS INTEGER), permalink FROM virustotal_scan ORDER BY id;

-- for virustotalscans from virustotal_result
SELECT id, virustotal_scan_id, scanner, nullif(result, '') FROM virustotal_result ORDER BY id;

-- for mysql_commands from mysql_command, mysql_command_argument
SELECT id, connection_id, command,
  (SELECT coalesce(group_concat(CAST(value AS TEXT), char(31)), '')
   FROM (SELECT value FROM mysql_command_argument AS a WHERE a.command_id = c.id ORDER BY "index"))
FROM mysql_command AS c
ORDER BY id;

-- for mysql_command_args from mysql_command_argument
SELECT id, command_id, "index", value FROM mysql_command_argument ORDER BY id;

-- for sip_commands from sip_command
SELECT id, connection_id, method, call_id, user_agent, allow FROM sip_command ORDER BY id;

-- for sip_addrs from sip_address
SELECT id, command_id, type, display_name, uri_scheme, uri_username, uri_password, uri_host, uri_port FROM sip_address ORDER BY id;

-- for sip_vias from sip_via
SELECT id, command_id, protocol, address, port FROM sip_via ORDER BY id;

-- for sip_sdp_origins from sip_sdp_origin
SELECT id, sip_command_id, username, session_id, session_version, network_type, address_type, unicast_address
FROM sip_sdp_origin
ORDER BY id;

-- for sip_sdp_connectiondatas from sip_sdp_connection
SELECT id, sip_command_id, network_type, address_type, connection_address, ttl, number_of_addresses
FROM sip_sdp_connection
ORDER BY id;

-- for sip_sdp_medias from sip_sdp_media
SELECT id, sip_command_id, media, port, number_of_ports, protocol FROM sip_sdp_media ORDER BY id;

-- for mqtt_fingerprints from mqtt_fingerprint
SELECT id, connection_id, clientid, will_topic, will_message, username, password FROM mqtt_fingerprint ORDER BY id;

-- for mqtt_publish_commands from mqtt_publish_command
SELECT id, connection_id, topic, message FROM mqtt_publish_command ORDER BY id;

-- for mqtt_subscribe_commands from mqtt_subscribe_command
SELECT id, connection_id, messageid, topic FROM mqtt_subscribe_command ORDER BY id;
