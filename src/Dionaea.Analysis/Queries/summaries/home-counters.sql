-- id: A03
-- title: Home counters
-- question: How many connections, sources, URLs, downloads and reports are there in all?
-- source: DionaeaFR 2012 (home page)
-- population: all connections, all downloads, all reports of one antivirus vendor
-- parameters:
--   scanner:
--     type: text
--     default: SELECT virustotalscan_scanner FROM virustotalscans GROUP BY 1 ORDER BY COUNT(*) DESC, COUNT(virustotalscan_result) DESC, 1 LIMIT 1
--     about: the antivirus vendor as VirusTotal names it; the one with most results unless given
-- columns: {connections: count, ips: count, urls: count, downloads: count, analysed: count, known: count}
-- notes:
--   - Analysed and known count results of one vendor, so a sample that was scanned twice counts twice.
SELECT (SELECT COUNT(*) FROM connections) AS connections,
       (SELECT COUNT(DISTINCT NULLIF(remote_host, '')) FROM connections) AS ips,
       (SELECT COUNT(DISTINCT NULLIF(CAST(download_url AS TEXT), '')) FROM downloads) AS urls,
       (SELECT COUNT(*) FROM downloads) AS downloads,
       (SELECT COUNT(*) FROM virustotalscans WHERE virustotalscan_scanner = $scanner) AS analysed,
       (SELECT COUNT(virustotalscan_result) FROM virustotalscans WHERE virustotalscan_scanner = $scanner) AS known
