-- id: C04
-- title: Countries over time
-- question: How do the main countries develop?
-- source: T-Pot dashboard 2017
-- population: connections of any type but listen, with a remote host
-- parameters: {from: 0, to: 9999999999, zone: UTC, limit: 5}
-- columns: {day: day, country: name, hits: count}
-- chart: {kind: area, x: day, y: hits, series: country}
-- notes:
--   - The countries are the top ones of the whole window, not of each day.
--   - Needs a country or city file under 'geo' in conf/workbench.yaml; without one every country is 'unknown'.
WITH n AS MATERIALIZED (
  SELECT local_day(connection_timestamp, $zone) AS day, COALESCE(geo_country(remote_host), 'unknown') AS country, COUNT(*) AS hits
  FROM connections
  WHERE connection_type <> 'listen' AND remote_host <> ''
    AND connection_timestamp >= $from AND connection_timestamp < $to
  GROUP BY 1, 2
), top AS (
  SELECT country
  FROM n
  GROUP BY country
  ORDER BY SUM(hits) DESC, country
  LIMIT $limit)
SELECT day, country, hits
FROM n
WHERE country IN (SELECT country FROM top)
ORDER BY day, country
