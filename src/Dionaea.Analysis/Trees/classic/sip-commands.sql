-- about: SIP requests
SELECT connection, sip_command, sip_command_method, sip_command_call_id, sip_command_user_agent
FROM sip_commands
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY sip_command
