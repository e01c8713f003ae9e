-- about: shells that shellcode asked for
SELECT connection, emu_service_url
FROM emu_services
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY emu_serivce
