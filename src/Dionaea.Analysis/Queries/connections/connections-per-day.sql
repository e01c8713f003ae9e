-- id: B07
-- title: Connections per day
-- question: How does the volume develop from day to day?
-- source: DionaeaFR 2012, dionaea-stats 2015
-- population: all connections
-- parameters: {from: 0, to: 9999999999, zone: UTC}
-- columns: {day: day, hits: count}
-- chart: {kind: line, x: day, y: hits}
-- notes:
--   - Days without a connection are missing; connections-per-calendar-day has them.
SELECT local_day(connection_timestamp, $zone) AS day, COUNT(*) AS hits
FROM connections
WHERE connection_timestamp >= $from AND connection_timestamp < $to
GROUP BY 1
ORDER BY 1
