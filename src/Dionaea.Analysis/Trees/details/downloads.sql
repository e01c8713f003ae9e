-- about: captured samples, with VirusTotal's latest verdict and some of the names in it
-- place: 170
-- mark: payload
-- line: "captured {md5}[ from {url}][, VirusTotal {detected} of {scanners}][: {names}]"
-- columns: {md5: hash, url: url, detected: count, scanners: count, names: text}
SELECT d.connection, d.download_md5_hash, d.download_url, v.detected, v.scanners,
       (SELECT group_concat(n.virustotalscan_result, ', ')
          FROM (SELECT DISTINCT s.virustotalscan_result FROM virustotalscans AS s
                 WHERE s.virustotal = v.virustotal AND s.virustotalscan_result IS NOT NULL
                 ORDER BY s.virustotalscan LIMIT 3) AS n)
FROM downloads AS d
LEFT JOIN verdicts AS v ON v.md5 = d.download_md5_hash
WHERE d.connection IN (SELECT value FROM json_each($connections))
ORDER BY d.download
