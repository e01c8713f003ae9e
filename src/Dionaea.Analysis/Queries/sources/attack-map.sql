-- id: C06
-- title: Attack map
-- question: Where are the sources?
-- source: DionaeaFR 2012, T-Pot 2017
-- population: connections of any type but listen, from hosts whose place is known
-- parameters: {from: 0, to: 9999999999}
-- columns: {host: host, lat: latitude, lon: longitude, hits: count}
-- chart: {kind: point-map, x: host, y: hits}
-- notes:
--   - Needs a city file under 'geo' in conf/workbench.yaml; without one there are no rows.
--   - A place is that of the network's owner or users on average, not of a machine.
WITH h AS (
  SELECT remote_host AS host, COUNT(*) AS hits
  FROM connections
  WHERE connection_type <> 'listen' AND remote_host <> ''
    AND connection_timestamp >= $from AND connection_timestamp < $to
  GROUP BY remote_host
), n AS (
  SELECT CASE WHEN host LIKE '::ffff:%' THEN substr(host, 8) ELSE host END AS host, SUM(hits) AS hits
  FROM h
  GROUP BY 1
), g AS (
  SELECT host, geo_latitude(host) AS lat, geo_longitude(host) AS lon, hits
  FROM n)
SELECT host, lat, lon, hits
FROM g
WHERE lat IS NOT NULL AND lon IS NOT NULL
ORDER BY hits DESC, host
