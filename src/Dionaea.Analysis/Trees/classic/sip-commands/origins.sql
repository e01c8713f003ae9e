-- about: origins of sessions offered by SIP, by request
SELECT sip_command, sip_sdp_origin_username, sip_sdp_origin_sess_id, sip_sdp_origin_sess_version, sip_sdp_origin_nettype, sip_sdp_origin_addrtype,
  sip_sdp_origin_unicast_address
FROM sip_sdp_origins
WHERE sip_command IN
  (SELECT sip_command FROM sip_commands WHERE connection IN (SELECT value FROM json_each($connections)))
ORDER BY sip_sdp_origin
