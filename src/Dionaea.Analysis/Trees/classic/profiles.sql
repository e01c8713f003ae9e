-- about: calls of emulated shellcode, as JSON
SELECT connection, emu_profile_json
FROM emu_profiles
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY emu_profile
