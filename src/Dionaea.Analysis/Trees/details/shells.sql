-- about: shells that shellcode asked for, those that a defect of dionaea moved to another table first
-- place: 150
-- mark: exploit
-- line: "shell {url}"
-- columns: {url: url}
SELECT connection, emu_service_url
FROM emu_services_old
WHERE connection IN (SELECT value FROM json_each($connections))
UNION ALL
SELECT connection, emu_service_url
FROM emu_services
WHERE connection IN (SELECT value FROM json_each($connections))
