-- What log_sqlite creates beside its tables: the trigger that makes a new connection its own root, and 52
-- plain indexes. A bulk load applies this last, when it is much cheaper.

CREATE TRIGGER IF NOT EXISTS connections_INSERT_update_connection_root_trg
AFTER INSERT ON connections
FOR EACH ROW WHEN new.connection_root IS NULL
BEGIN
  UPDATE connections SET connection_root = connection WHERE connection = new.connection;
END;

CREATE INDEX IF NOT EXISTS connections_type_idx ON connections (connection_type);
CREATE INDEX IF NOT EXISTS connections_timestamp_idx ON connections (connection_timestamp);
CREATE INDEX IF NOT EXISTS connections_root_idx ON connections (connection_root);
CREATE INDEX IF NOT EXISTS connections_parent_idx ON connections (connection_parent);
CREATE INDEX IF NOT EXISTS connections_local_host_idx ON connections (local_host);
CREATE INDEX IF NOT EXISTS connections_local_port_idx ON connections (local_port);
CREATE INDEX IF NOT EXISTS connections_remote_host_idx ON connections (remote_host);
CREATE INDEX IF NOT EXISTS dcerpcbinds_uuid_idx ON dcerpcbinds (dcerpcbind_uuid);
CREATE INDEX IF NOT EXISTS dcerpcbinds_transfersyntax_idx ON dcerpcbinds (dcerpcbind_transfersyntax);
CREATE INDEX IF NOT EXISTS dcerpcrequests_uuid_idx ON dcerpcrequests (dcerpcrequest_uuid);
CREATE INDEX IF NOT EXISTS dcerpcrequests_opnum_idx ON dcerpcrequests (dcerpcrequest_opnum);
CREATE INDEX IF NOT EXISTS offers_url_idx ON offers (offer_url);
CREATE INDEX IF NOT EXISTS downloads_url_idx ON downloads (download_url);
CREATE INDEX IF NOT EXISTS downloads_md5_hash_idx ON downloads (download_md5_hash);
CREATE INDEX IF NOT EXISTS p0fs_genre_idx ON p0fs (p0f_genre);
CREATE INDEX IF NOT EXISTS p0fs_detail_idx ON p0fs (p0f_detail);
CREATE INDEX IF NOT EXISTS p0fs_uptime_idx ON p0fs (p0f_uptime);
CREATE INDEX IF NOT EXISTS logins_username_idx ON logins (login_username);
CREATE INDEX IF NOT EXISTS logins_password_idx ON logins (login_password);
CREATE INDEX IF NOT EXISTS mssql_fingerprints_hostname_idx ON mssql_fingerprints (mssql_fingerprint_hostname);
CREATE INDEX IF NOT EXISTS mssql_fingerprints_appname_idx ON mssql_fingerprints (mssql_fingerprint_appname);
CREATE INDEX IF NOT EXISTS mssql_fingerprints_cltintname_idx ON mssql_fingerprints (mssql_fingerprint_cltintname);
CREATE INDEX IF NOT EXISTS mssql_commands_status_idx ON mssql_commands (mssql_command_status);
CREATE INDEX IF NOT EXISTS virustotals_md5_hash_idx ON virustotals (virustotal_md5_hash);
CREATE INDEX IF NOT EXISTS virustotalscans_scanner_idx ON virustotalscans (virustotalscan_scanner);
CREATE INDEX IF NOT EXISTS virustotalscans_result_idx ON virustotalscans (virustotalscan_result);
CREATE INDEX IF NOT EXISTS virustotalscans_virustotal_idx ON virustotalscans (virustotal);
CREATE INDEX IF NOT EXISTS mysql_command_args_command_idx ON mysql_command_args (mysql_command);
CREATE INDEX IF NOT EXISTS mqtt_fingerprints_clientid_idx ON mqtt_fingerprints (mqtt_fingerprint_clientid);
CREATE INDEX IF NOT EXISTS mqtt_fingerprints_willtopic_idx ON mqtt_fingerprints (mqtt_fingerprint_willtopic);
CREATE INDEX IF NOT EXISTS mqtt_fingerprints_willmessage_idx ON mqtt_fingerprints (mqtt_fingerprint_willmessage);
CREATE INDEX IF NOT EXISTS mqtt_fingerprints_username_idx ON mqtt_fingerprints (mqtt_fingerprint_username);
CREATE INDEX IF NOT EXISTS mqtt_fingerprints_password_idx ON mqtt_fingerprints (mqtt_fingerprint_password);
CREATE INDEX IF NOT EXISTS mqtt_publish_commands_topic_idx ON mqtt_publish_commands (mqtt_publish_command_topic);
CREATE INDEX IF NOT EXISTS mqtt_publish_commands_message_idx ON mqtt_publish_commands (mqtt_publish_command_message);
CREATE INDEX IF NOT EXISTS mqtt_subscribe_commands_messageid_idx ON mqtt_subscribe_commands (mqtt_subscribe_command_messageid);
CREATE INDEX IF NOT EXISTS mqtt_subscribe_commands_topic_idx ON mqtt_subscribe_commands (mqtt_subscribe_command_topic);
CREATE INDEX IF NOT EXISTS dcerpcbinds_connection_idx ON dcerpcbinds (connection);
CREATE INDEX IF NOT EXISTS dcerpcrequests_connection_idx ON dcerpcrequests (connection);
CREATE INDEX IF NOT EXISTS emu_profiles_connection_idx ON emu_profiles (connection);
CREATE INDEX IF NOT EXISTS emu_services_connection_idx ON emu_services (connection);
CREATE INDEX IF NOT EXISTS offers_connection_idx ON offers (connection);
CREATE INDEX IF NOT EXISTS downloads_connection_idx ON downloads (connection);
CREATE INDEX IF NOT EXISTS p0fs_connection_idx ON p0fs (connection);
CREATE INDEX IF NOT EXISTS logins_connection_idx ON logins (connection);
CREATE INDEX IF NOT EXISTS mssql_fingerprints_connection_idx ON mssql_fingerprints (connection);
CREATE INDEX IF NOT EXISTS mssql_commands_connection_idx ON mssql_commands (connection);
CREATE INDEX IF NOT EXISTS mysql_commands_connection_idx ON mysql_commands (connection);
CREATE INDEX IF NOT EXISTS sip_commands_connection_idx ON sip_commands (connection);
CREATE INDEX IF NOT EXISTS mqtt_fingerprints_connection_idx ON mqtt_fingerprints (connection);
CREATE INDEX IF NOT EXISTS mqtt_publish_commands_connection_idx ON mqtt_publish_commands (connection);
CREATE INDEX IF NOT EXISTS mqtt_subscribe_commands_connection_idx ON mqtt_subscribe_commands (connection);
