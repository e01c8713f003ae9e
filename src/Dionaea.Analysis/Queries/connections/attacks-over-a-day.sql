-- id: B06
-- title: Attacks over a day
-- question: At what hour do attacks come?
-- source: carnivore.it 2009-11-06, dionaea-sqlquery 2
-- population: connections without a parent, listeners and outgoing ones included
-- parameters: {from: 0, to: 9999999999, zone: UTC}
-- columns: {hour: hour, hits: count}
-- chart: {kind: bar, x: hour, y: hits}
-- notes:
--   - The 2009 query rounds to the nearest hour, so its bucket 14 is 13:30 to 14:30; here 14 is 14:00 to 15:00.
SELECT local_hour(connection_timestamp, $zone) AS hour, COUNT(*) AS hits
FROM connections
WHERE connection_parent IS NULL
  AND connection_timestamp >= $from AND connection_timestamp < $to
GROUP BY 1
ORDER BY 1
