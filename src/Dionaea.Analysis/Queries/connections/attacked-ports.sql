-- id: B01
-- title: Attacked ports
-- question: Which ports got the most incoming connections?
-- source: carnivore.it 2009-11-06, dionaea-sqlquery 1
-- population: accepted connections (TCP and TLS)
-- parameters:
--   min_hits: {type: integer, default: 10, about: only ports with more connections than this}
-- columns: {port: port, hits: count}
-- chart: {kind: bar, x: port, y: hits}
-- notes:
--   - Ports of bind shells that dionaea opened for an exploit are among them; UDP services are not.
SELECT local_port AS port, COUNT(*) AS hits
FROM connections
WHERE connection_type = 'accept'
GROUP BY local_port
HAVING COUNT(*) > $min_hits
ORDER BY hits DESC, port
