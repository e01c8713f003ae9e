-- One INSERT for each table that incidents fill, its values in the columns' order. SQLite gives the row ids
-- (ascending from 1 in a new file), except that a connection's is named, for its root to be named with it.

INSERT INTO connections
  (connection, connection_type, connection_transport, connection_protocol, connection_timestamp, connection_root, connection_parent, local_host, local_port, remote_host, remote_hostname, remote_port)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

INSERT INTO p0fs
  (connection, p0f_genre, p0f_link, p0f_detail, p0f_uptime, p0f_tos, p0f_dist, p0f_nat, p0f_fw)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

INSERT INTO logins
  (connection, login_username, login_password)
VALUES (?1, ?2, ?3);

INSERT INTO dcerpcbinds
  (connection, dcerpcbind_uuid, dcerpcbind_transfersyntax)
VALUES (?1, ?2, ?3);

INSERT INTO dcerpcrequests
  (connection, dcerpcrequest_uuid, dcerpcrequest_opnum)
VALUES (?1, ?2, ?3);

INSERT INTO emu_profiles
  (connection, emu_profile_json)
VALUES (?1, ?2);

INSERT INTO emu_services
  (connection, emu_service_url)
VALUES (?1, ?2);

INSERT INTO offers
  (connection, offer_url)
VALUES (?1, ?2);

INSERT INTO downloads
  (connection, download_url, download_md5_hash)
VALUES (?1, ?2, ?3);

INSERT INTO virustotals
  (virustotal_md5_hash, virustotal_timestamp, virustotal_permalink)
VALUES (?1, ?2, ?3);

INSERT INTO virustotalscans
  (virustotal, virustotalscan_scanner, virustotalscan_result)
VALUES (?1, ?2, ?3);

INSERT INTO mssql_fingerprints
  (connection, mssql_fingerprint_hostname, mssql_fingerprint_appname, mssql_fingerprint_cltintname)
VALUES (?1, ?2, ?3, ?4);

INSERT INTO mssql_commands
  (connection, mssql_command_status, mssql_command_cmd)
VALUES (?1, ?2, ?3);

INSERT INTO mysql_commands
  (connection, mysql_command_cmd)
VALUES (?1, ?2);

INSERT INTO mysql_command_args
  (mysql_command, mysql_command_arg_index, mysql_command_arg_data)
VALUES (?1, ?2, ?3);

INSERT INTO sip_commands
  (connection, sip_command_method, sip_command_call_id, sip_command_user_agent, sip_command_allow)
VALUES (?1, ?2, ?3, ?4, ?5);

INSERT INTO sip_addrs
  (sip_command, sip_addr_type, sip_addr_display_name, sip_addr_uri_scheme, sip_addr_uri_user, sip_addr_uri_password, sip_addr_uri_host, sip_addr_uri_port)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

INSERT INTO sip_vias
  (sip_command, sip_via_protocol, sip_via_address, sip_via_port)
VALUES (?1, ?2, ?3, ?4);

INSERT INTO sip_sdp_origins
  (sip_command, sip_sdp_origin_username, sip_sdp_origin_sess_id, sip_sdp_origin_sess_version, sip_sdp_origin_nettype, sip_sdp_origin_addrtype, sip_sdp_origin_unicast_address)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

INSERT INTO sip_sdp_connectiondatas
  (sip_command, sip_sdp_connectiondata_nettype, sip_sdp_connectiondata_addrtype, sip_sdp_connectiondata_connection_address, sip_sdp_connectiondata_ttl, sip_sdp_connectiondata_number_of_addresses)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

INSERT INTO sip_sdp_medias
  (sip_command, sip_sdp_media_media, sip_sdp_media_port, sip_sdp_media_number_of_ports, sip_sdp_media_proto)
VALUES (?1, ?2, ?3, ?4, ?5);

INSERT INTO mqtt_fingerprints
  (connection, mqtt_fingerprint_clientid, mqtt_fingerprint_willtopic, mqtt_fingerprint_willmessage, mqtt_fingerprint_username, mqtt_fingerprint_password)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

INSERT INTO mqtt_publish_commands
  (connection, mqtt_publish_command_topic, mqtt_publish_command_message)
VALUES (?1, ?2, ?3);

INSERT INTO mqtt_subscribe_commands
  (connection, mqtt_subscribe_command_messageid, mqtt_subscribe_command_topic)
VALUES (?1, ?2, ?3);
