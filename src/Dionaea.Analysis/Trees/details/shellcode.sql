-- about: calls that emulated shellcode made; a profile that is not JSON as it is
-- place: 140
-- mark: exploit
-- line: "shellcode {call}[({arguments})][ = {result}]"
-- columns: {call: text, arguments: text, result: text}
SELECT p.connection,
       CASE WHEN j.type = 'object' THEN json_extract(j.value, '$.call') ELSE CAST(j.value AS TEXT) END,
       CASE WHEN j.type = 'object'
            THEN (SELECT group_concat(CAST(a.value AS TEXT), ', ') FROM json_each(j.value, '$.args') AS a) END,
       CASE WHEN j.type = 'object' THEN json_extract(j.value, '$.return') END
FROM emu_profiles AS p
JOIN json_each(CASE WHEN json_valid(CAST(p.emu_profile_json AS TEXT)) THEN CAST(p.emu_profile_json AS TEXT)
                    ELSE json_array(CAST(p.emu_profile_json AS TEXT)) END) AS j
WHERE p.connection IN (SELECT value FROM json_each($connections))
ORDER BY p.emu_profile, j.id
