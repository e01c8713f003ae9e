-- about: media of sessions offered by SIP, by request
SELECT sip_command, sip_sdp_media_media, sip_sdp_media_port, sip_sdp_media_number_of_ports, sip_sdp_media_proto
FROM sip_sdp_medias
WHERE sip_command IN
  (SELECT sip_command FROM sip_commands WHERE connection IN (SELECT value FROM json_each($connections)))
ORDER BY sip_sdp_media
