-- id: B11
-- title: Services over time
-- question: How does each service develop?
-- source: FYP-Scripts, gnuplotsql --all-protocols 2010
-- population: connections of any type but listen
-- parameters: {from: 0, to: 9999999999, zone: UTC}
-- columns: {day: day, service: name, hits: count}
-- chart: {kind: line, x: day, y: hits, series: service}
SELECT local_day(connection_timestamp, $zone) AS day, connection_protocol AS service, COUNT(*) AS hits
FROM connections
WHERE connection_type <> 'listen'
  AND connection_timestamp >= $from AND connection_timestamp < $to
GROUP BY 1, 2
ORDER BY 1, 2
