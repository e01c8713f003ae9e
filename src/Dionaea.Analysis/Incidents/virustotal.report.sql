-- title: VirusTotal's report of a captured file
-- effect: rows without connection
-- origins: [dionaea.modules.python.virustotal.report]
-- fields: {md5hash: required, path: required}
SELECT 'the report is not JSON'
WHERE json_valid($report) IS NOT 1;

-- Only these answers have a verdict: response_code 1 of interface version 2, result 1 of version 1.
SELECT 'the report has no ''scans'''
WHERE $report ->> '$.response_code' = 1 AND json_type($report, '$.scans') IS NOT 'object'
UNION ALL
SELECT 'the report has no ''result'' of ''' || key || ''''
FROM json_each($report, '$.scans')
WHERE $report ->> '$.response_code' = 1
  AND (type <> 'object' OR coalesce(json_type(value, '$.result'), 'array') IN ('array', 'object'));

INSERT INTO virustotals (virustotal_md5_hash, virustotal_timestamp, virustotal_permalink)
SELECT $md5hash, strftime('%s', coalesce($report ->> '$.scan_date', $report ->> '$.report[0]')), $report ->> '$.permalink'
WHERE 1 IN ($report ->> '$.response_code', $report ->> '$.result');

INSERT INTO virustotalscans (virustotal, virustotalscan_scanner, virustotalscan_result)
SELECT $row, key, nullif(value ->> '$.result', '')
FROM json_each($report, '$.scans')
WHERE $report ->> '$.response_code' = 1
UNION ALL
SELECT $row, key, nullif(value, '')
FROM json_each($report, '$.report[1]')
WHERE $report ->> '$.result' = 1 AND $report ->> '$.response_code' IS NULL;
