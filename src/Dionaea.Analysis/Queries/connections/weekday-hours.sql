-- id: X03
-- title: Weekdays and hours
-- question: At which hours of the week do attacks come?
-- population: connections without a parent, listeners and outgoing ones included
-- parameters: {from: 0, to: 9999999999, zone: UTC}
-- columns: {weekday: number, hour: hour, hits: count}
-- chart: {kind: heatmap, x: hour, y: hits, series: weekday}
-- notes:
--   - 0 is Sunday. A window that is not whole weeks favours the weekdays it holds more of.
WITH h AS (
  SELECT local_day(connection_timestamp, $zone) AS day, local_hour(connection_timestamp, $zone) AS hour, COUNT(*) AS hits
  FROM connections
  WHERE connection_parent IS NULL
    AND connection_timestamp >= $from AND connection_timestamp < $to
  GROUP BY 1, 2)
SELECT ((day / 86400 + 4) % 7 + 7) % 7 AS weekday, hour, SUM(hits) AS hits
FROM h
GROUP BY 1, 2
ORDER BY 1, 2
