-- about: verdicts of single engines on the samples of the connections, by hash and report
SELECT v.virustotal_md5_hash, s.virustotalscan_result, v.virustotal_timestamp, v.virustotal_permalink
FROM virustotals AS v
JOIN virustotalscans AS s ON s.virustotal = v.virustotal
WHERE v.virustotal_md5_hash IN
  (SELECT download_md5_hash FROM downloads WHERE connection IN (SELECT value FROM json_each($connections)))
ORDER BY v.virustotal, s.virustotalscan
