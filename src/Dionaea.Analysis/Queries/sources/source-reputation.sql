-- id: C07
-- title: Source reputation
-- question: Which sources are known, and as what?
-- source: T-Pot dashboard 2017 (ip_rep)
-- population: connections of any type but listen, with a remote host
-- parameters: {from: 0, to: 9999999999}
-- columns: {reputation: name, hits: count, hosts: count}
-- chart: {kind: donut, x: reputation, y: hits}
-- notes:
--   - Needs a reputation file under 'geo' in conf/workbench.yaml; without one every source is 'not listed'.
--   - T-Pot looks a source up in the list of the day on which it came; a list of another day gives other answers.
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
  SELECT COALESCE(geo_reputation(host), 'not listed') AS reputation, hits
  FROM n)
SELECT reputation, SUM(hits) AS hits, COUNT(*) AS hosts
FROM g
GROUP BY reputation
ORDER BY hits DESC, reputation
