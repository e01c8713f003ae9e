-- about: SIP requests, with the addresses and media that they name
-- place: 130
-- line: "SIP {method}[ from {from}][ to {to}][, {agent}][, media {media}]"
-- columns: {method: text, from: text, to: text, agent: text, media: text}
WITH requests AS (
  SELECT sip_command FROM sip_commands WHERE connection IN (SELECT value FROM json_each($connections))),
addresses AS (
  SELECT sip_command,
         MAX(CASE WHEN sip_addr_type = 'from' THEN COALESCE(sip_addr_uri_user, '') || '@' || COALESCE(sip_addr_uri_host, '') END) AS sender,
         MAX(CASE WHEN sip_addr_type = 'to' THEN COALESCE(sip_addr_uri_user, '') || '@' || COALESCE(sip_addr_uri_host, '') END) AS receiver
  FROM sip_addrs WHERE sip_command IN (SELECT sip_command FROM requests) GROUP BY sip_command),
medias AS (
  SELECT sip_command, group_concat(COALESCE(sip_sdp_media_media, '') || ' ' || COALESCE(sip_sdp_media_port, ''), ', ') AS media
  FROM sip_sdp_medias WHERE sip_command IN (SELECT sip_command FROM requests) GROUP BY sip_command)
SELECT s.connection, s.sip_command_method, a.sender, a.receiver, s.sip_command_user_agent, m.media
FROM sip_commands AS s
LEFT JOIN addresses AS a ON a.sip_command = s.sip_command
LEFT JOIN medias AS m ON m.sip_command = s.sip_command
WHERE s.connection IN (SELECT value FROM json_each($connections))
ORDER BY s.sip_command
