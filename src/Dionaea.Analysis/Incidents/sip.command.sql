-- title: A SIP request
-- origins: [dionaea.modules.python.sip.command]
-- checks: complete
-- fields:
--   method: required bytes
--   call_id: required bytes
--   user_agent: required bytes
--   allow: {is: required list, has: ["[]"]}
--   addr: &address
--     is: required object nullable
--     has: [display_name, uri.scheme, uri.user, uri.password, uri.host, uri.port]
--   to: *address
--   contact: *address
--   from:
--     is: required list nullable
--     has: ["[].display_name", "[].uri.scheme", "[].uri.user", "[].uri.password", "[].uri.host", "[].uri.port"]
--   via: {is: required list nullable, has: ["[].protocol", "[].address", "[].port"]}
--   sdp:
--     is: optional object nullable
--     has: [
--       o?.username, o?.sess_id, o?.sess_version, o?.nettype, o?.addrtype, o?.unicast_address,
--       c?.nettype, c?.addrtype, c?.connection_address, c?.ttl, c?.number_of_addresses,
--       "m?[].media", "m?[].port", "m?[].number_of_ports", "m?[].proto"]

-- Where a part lacks a member dionaea fails; a part that is null is passed over, as in the maintained fork.
-- The methods that the client allows are a sum of bits; whatever is none of these, in this spelling, is bit 0.
INSERT INTO sip_commands (
  connection, sip_command_method, sip_command_call_id, sip_command_user_agent, sip_command_allow)
SELECT $connection, $method, $call_id, $user_agent, coalesce(sum(DISTINCT CASE value
    WHEN 'ACK' THEN 2 WHEN 'BYE' THEN 4 WHEN 'CANCEL' THEN 8 WHEN 'INFO' THEN 16 WHEN 'INVITE' THEN 32
    WHEN 'MESSAGE' THEN 64 WHEN 'NOTIFY' THEN 128 WHEN 'OPTIONS' THEN 256 WHEN 'PRACK' THEN 512
    WHEN 'PUBLISH' THEN 1024 WHEN 'REFER' THEN 2048 WHEN 'REGISTER' THEN 4096 WHEN 'SUBSCRIBE' THEN 8192
    WHEN 'UPDATE' THEN 16384 ELSE 1 END), 0)
FROM json_each($allow);

INSERT INTO sip_addrs (
  sip_command, sip_addr_type, sip_addr_display_name, sip_addr_uri_scheme, sip_addr_uri_user, sip_addr_uri_password,
  sip_addr_uri_host, sip_addr_uri_port)
SELECT $row, type, address ->> '$.display_name', address ->> '$.uri.scheme', address ->> '$.uri.user',
  address ->> '$.uri.password', address ->> '$.uri.host', address ->> '$.uri.port'
FROM (
  SELECT -3 AS place, 'addr' AS type, $addr AS address WHERE $addr IS NOT NULL
  UNION ALL SELECT -2, 'to', $to WHERE $to IS NOT NULL
  UNION ALL SELECT -1, 'contact', $contact WHERE $contact IS NOT NULL
  UNION ALL SELECT key, 'from', value FROM json_each($from))
ORDER BY place;

INSERT INTO sip_vias (sip_command, sip_via_protocol, sip_via_address, sip_via_port)
SELECT $row, value ->> '$.protocol', value ->> '$.address', value ->> '$.port'
FROM json_each($via)
ORDER BY key;

INSERT INTO sip_sdp_origins (
  sip_command, sip_sdp_origin_username, sip_sdp_origin_sess_id, sip_sdp_origin_sess_version, sip_sdp_origin_nettype,
  sip_sdp_origin_addrtype, sip_sdp_origin_unicast_address)
SELECT $row, $sdp ->> '$.o.username', $sdp ->> '$.o.sess_id', $sdp ->> '$.o.sess_version', $sdp ->> '$.o.nettype',
  $sdp ->> '$.o.addrtype', $sdp ->> '$.o.unicast_address'
WHERE json_type($sdp, '$.o') IS NOT NULL;

INSERT INTO sip_sdp_connectiondatas (
  sip_command, sip_sdp_connectiondata_nettype, sip_sdp_connectiondata_addrtype,
  sip_sdp_connectiondata_connection_address, sip_sdp_connectiondata_ttl, sip_sdp_connectiondata_number_of_addresses)
SELECT $row, $sdp ->> '$.c.nettype', $sdp ->> '$.c.addrtype', $sdp ->> '$.c.connection_address', $sdp ->> '$.c.ttl',
  $sdp ->> '$.c.number_of_addresses'
WHERE json_type($sdp, '$.c') IS NOT NULL;

INSERT INTO sip_sdp_medias (
  sip_command, sip_sdp_media_media, sip_sdp_media_port, sip_sdp_media_number_of_ports, sip_sdp_media_proto)
SELECT $row, value ->> '$.media', value ->> '$.port', value ->> '$.number_of_ports', value ->> '$.proto'
FROM json_each($sdp, '$.m')
ORDER BY key;
