-- differs: >-
--   DionaeaFR counts groups of values, so the empty address of listeners counts as an IP and the empty URL of
--   payloads that came in-band as a URL.
SELECT (SELECT COUNT(*) FROM connections) AS connections,
       (SELECT COUNT(*) FROM (SELECT DISTINCT remote_host FROM connections) AS h) AS ips,
       (SELECT COUNT(*) FROM (SELECT DISTINCT CAST(download_url AS TEXT) FROM downloads) AS u) AS urls,
       (SELECT COUNT(*) FROM downloads) AS downloads,
       (SELECT COUNT(*) FROM virustotalscans WHERE virustotalscan_scanner = $scanner) AS analysed,
       (SELECT COUNT(virustotalscan_result) FROM virustotalscans WHERE virustotalscan_scanner = $scanner) AS known
