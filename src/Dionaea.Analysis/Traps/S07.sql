-- id: S7
-- title: Bytes stand where texts are expected
-- of: values
-- at: [downloads.download_url, emu_services.emu_service_url, logins.login_password, logins.login_username, mqtt_fingerprints.mqtt_fingerprint_clientid, mqtt_fingerprints.mqtt_fingerprint_password, mqtt_fingerprints.mqtt_fingerprint_username, mqtt_fingerprints.mqtt_fingerprint_willmessage, mqtt_fingerprints.mqtt_fingerprint_willtopic, mqtt_publish_commands.mqtt_publish_command_message, mqtt_publish_commands.mqtt_publish_command_topic, mqtt_subscribe_commands.mqtt_subscribe_command_topic, mssql_commands.mssql_command_cmd, mssql_fingerprints.mssql_fingerprint_appname, mssql_fingerprints.mssql_fingerprint_cltintname, mssql_fingerprints.mssql_fingerprint_hostname, mysql_command_args.mysql_command_arg_data, p0fs.p0f_detail, p0fs.p0f_genre, sip_addrs.sip_addr_display_name, sip_addrs.sip_addr_uri_host, sip_addrs.sip_addr_uri_user, sip_commands.sip_command_call_id, sip_commands.sip_command_method, sip_commands.sip_command_user_agent, offers.offer_url]
-- holds: measured
-- consequence: "The same word as text and as bytes makes two groups, and a comparison with a text never finds the bytes."
-- remedy: "The views read bytes as UTF-8 before anything groups or compares them; in your own SQL write CAST(column AS TEXT)."
SELECT 'offers.offer_url' AS part, COUNT(*) FILTER (WHERE typeof(offer_url) = 'blob') AS found, COUNT(offer_url) AS total FROM offers
UNION ALL
SELECT 'downloads.download_url', COUNT(*) FILTER (WHERE typeof(download_url) = 'blob'), COUNT(download_url) FROM downloads
UNION ALL
SELECT 'emu_services.emu_service_url', COUNT(*) FILTER (WHERE typeof(emu_service_url) = 'blob'), COUNT(emu_service_url) FROM emu_services
UNION ALL
SELECT 'logins.login_username', COUNT(*) FILTER (WHERE typeof(login_username) = 'blob'), COUNT(login_username) FROM logins
UNION ALL
SELECT 'logins.login_password', COUNT(*) FILTER (WHERE typeof(login_password) = 'blob'), COUNT(login_password) FROM logins
UNION ALL
SELECT 'mssql_fingerprints.mssql_fingerprint_hostname', COUNT(*) FILTER (WHERE typeof(mssql_fingerprint_hostname) = 'blob'), COUNT(mssql_fingerprint_hostname) FROM mssql_fingerprints
UNION ALL
SELECT 'mssql_fingerprints.mssql_fingerprint_appname', COUNT(*) FILTER (WHERE typeof(mssql_fingerprint_appname) = 'blob'), COUNT(mssql_fingerprint_appname) FROM mssql_fingerprints
UNION ALL
SELECT 'mssql_fingerprints.mssql_fingerprint_cltintname', COUNT(*) FILTER (WHERE typeof(mssql_fingerprint_cltintname) = 'blob'), COUNT(mssql_fingerprint_cltintname) FROM mssql_fingerprints
UNION ALL
SELECT 'mssql_commands.mssql_command_cmd', COUNT(*) FILTER (WHERE typeof(mssql_command_cmd) = 'blob'), COUNT(mssql_command_cmd) FROM mssql_commands
UNION ALL
SELECT 'mysql_command_args.mysql_command_arg_data', COUNT(*) FILTER (WHERE typeof(mysql_command_arg_data) = 'blob'), COUNT(mysql_command_arg_data) FROM mysql_command_args
UNION ALL
SELECT 'p0fs.p0f_genre', COUNT(*) FILTER (WHERE typeof(p0f_genre) = 'blob'), COUNT(p0f_genre) FROM p0fs
UNION ALL
SELECT 'p0fs.p0f_detail', COUNT(*) FILTER (WHERE typeof(p0f_detail) = 'blob'), COUNT(p0f_detail) FROM p0fs
UNION ALL
SELECT 'sip_commands.sip_command_method', COUNT(*) FILTER (WHERE typeof(sip_command_method) = 'blob'), COUNT(sip_command_method) FROM sip_commands
UNION ALL
SELECT 'sip_commands.sip_command_call_id', COUNT(*) FILTER (WHERE typeof(sip_command_call_id) = 'blob'), COUNT(sip_command_call_id) FROM sip_commands
UNION ALL
SELECT 'sip_commands.sip_command_user_agent', COUNT(*) FILTER (WHERE typeof(sip_command_user_agent) = 'blob'), COUNT(sip_command_user_agent) FROM sip_commands
UNION ALL
SELECT 'sip_addrs.sip_addr_display_name', COUNT(*) FILTER (WHERE typeof(sip_addr_display_name) = 'blob'), COUNT(sip_addr_display_name) FROM sip_addrs
UNION ALL
SELECT 'sip_addrs.sip_addr_uri_user', COUNT(*) FILTER (WHERE typeof(sip_addr_uri_user) = 'blob'), COUNT(sip_addr_uri_user) FROM sip_addrs
UNION ALL
SELECT 'sip_addrs.sip_addr_uri_host', COUNT(*) FILTER (WHERE typeof(sip_addr_uri_host) = 'blob'), COUNT(sip_addr_uri_host) FROM sip_addrs
UNION ALL
SELECT 'mqtt_fingerprints.mqtt_fingerprint_clientid', COUNT(*) FILTER (WHERE typeof(mqtt_fingerprint_clientid) = 'blob'), COUNT(mqtt_fingerprint_clientid) FROM mqtt_fingerprints
UNION ALL
SELECT 'mqtt_fingerprints.mqtt_fingerprint_willtopic', COUNT(*) FILTER (WHERE typeof(mqtt_fingerprint_willtopic) = 'blob'), COUNT(mqtt_fingerprint_willtopic) FROM mqtt_fingerprints
UNION ALL
SELECT 'mqtt_fingerprints.mqtt_fingerprint_willmessage', COUNT(*) FILTER (WHERE typeof(mqtt_fingerprint_willmessage) = 'blob'), COUNT(mqtt_fingerprint_willmessage) FROM mqtt_fingerprints
UNION ALL
SELECT 'mqtt_fingerprints.mqtt_fingerprint_username', COUNT(*) FILTER (WHERE typeof(mqtt_fingerprint_username) = 'blob'), COUNT(mqtt_fingerprint_username) FROM mqtt_fingerprints
UNION ALL
SELECT 'mqtt_fingerprints.mqtt_fingerprint_password', COUNT(*) FILTER (WHERE typeof(mqtt_fingerprint_password) = 'blob'), COUNT(mqtt_fingerprint_password) FROM mqtt_fingerprints
UNION ALL
SELECT 'mqtt_publish_commands.mqtt_publish_command_topic', COUNT(*) FILTER (WHERE typeof(mqtt_publish_command_topic) = 'blob'), COUNT(mqtt_publish_command_topic) FROM mqtt_publish_commands
UNION ALL
SELECT 'mqtt_publish_commands.mqtt_publish_command_message', COUNT(*) FILTER (WHERE typeof(mqtt_publish_command_message) = 'blob'), COUNT(mqtt_publish_command_message) FROM mqtt_publish_commands
UNION ALL
SELECT 'mqtt_subscribe_commands.mqtt_subscribe_command_topic', COUNT(*) FILTER (WHERE typeof(mqtt_subscribe_command_topic) = 'blob'), COUNT(mqtt_subscribe_command_topic) FROM mqtt_subscribe_commands
