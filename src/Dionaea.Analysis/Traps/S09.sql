-- id: S9
-- title: Rows point at rows that are gone
-- of: rows
-- at: [dcerpcbinds, dcerpcrequests, emu_profiles, emu_services, emu_services_old, offers, downloads, p0fs, logins, mssql_fingerprints, mssql_commands, mysql_commands, sip_commands, mqtt_fingerprints, mqtt_publish_commands, mqtt_subscribe_commands, http_requests, nbns_queries, virustotalscans, mysql_command_args, sip_addrs, sip_vias, sip_sdp_origins, sip_sdp_connectiondatas, sip_sdp_medias]
-- holds: measured
-- consequence: "Nothing enforces the references, so a pruned or rotated file keeps events without their connection: they have no time and no attacker."
-- remedy: "Views of captures, offers, calls and shells keep such rows with a NULL time; credentials and commands leave them out. Each query says what it counts."
SELECT 'dcerpcbinds without their row of connections' AS part, COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)) AS found, COUNT(*) AS total
FROM dcerpcbinds AS k
UNION ALL
SELECT 'dcerpcrequests without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM dcerpcrequests AS k
UNION ALL
SELECT 'emu_profiles without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM emu_profiles AS k
UNION ALL
SELECT 'emu_services without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM emu_services AS k
UNION ALL
SELECT 'emu_services_old without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM emu_services_old AS k
UNION ALL
SELECT 'offers without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM offers AS k
UNION ALL
SELECT 'downloads without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM downloads AS k
UNION ALL
SELECT 'p0fs without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM p0fs AS k
UNION ALL
SELECT 'logins without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM logins AS k
UNION ALL
SELECT 'mssql_fingerprints without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM mssql_fingerprints AS k
UNION ALL
SELECT 'mssql_commands without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM mssql_commands AS k
UNION ALL
SELECT 'mysql_commands without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM mysql_commands AS k
UNION ALL
SELECT 'sip_commands without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM sip_commands AS k
UNION ALL
SELECT 'mqtt_fingerprints without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM mqtt_fingerprints AS k
UNION ALL
SELECT 'mqtt_publish_commands without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM mqtt_publish_commands AS k
UNION ALL
SELECT 'mqtt_subscribe_commands without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM mqtt_subscribe_commands AS k
UNION ALL
SELECT 'http_requests without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM http_requests AS k
UNION ALL
SELECT 'nbns_queries without their row of connections', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = k.connection)), COUNT(*)
FROM nbns_queries AS k
UNION ALL
SELECT 'virustotalscans without their row of virustotals', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM virustotals AS p WHERE p.virustotal = k.virustotal)), COUNT(*)
FROM virustotalscans AS k
UNION ALL
SELECT 'mysql_command_args without their row of mysql_commands', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM mysql_commands AS p WHERE p.mysql_command = k.mysql_command)), COUNT(*)
FROM mysql_command_args AS k
UNION ALL
SELECT 'sip_addrs without their row of sip_commands', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM sip_commands AS p WHERE p.sip_command = k.sip_command)), COUNT(*)
FROM sip_addrs AS k
UNION ALL
SELECT 'sip_vias without their row of sip_commands', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM sip_commands AS p WHERE p.sip_command = k.sip_command)), COUNT(*)
FROM sip_vias AS k
UNION ALL
SELECT 'sip_sdp_origins without their row of sip_commands', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM sip_commands AS p WHERE p.sip_command = k.sip_command)), COUNT(*)
FROM sip_sdp_origins AS k
UNION ALL
SELECT 'sip_sdp_connectiondatas without their row of sip_commands', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM sip_commands AS p WHERE p.sip_command = k.sip_command)), COUNT(*)
FROM sip_sdp_connectiondatas AS k
UNION ALL
SELECT 'sip_sdp_medias without their row of sip_commands', COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM sip_commands AS p WHERE p.sip_command = k.sip_command)), COUNT(*)
FROM sip_sdp_medias AS k
