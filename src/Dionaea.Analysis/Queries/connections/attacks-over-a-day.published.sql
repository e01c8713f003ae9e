-- differs: >-
--   The query of 2009, which InfoSanity and dionaea-stats took over, divides real timestamps and rounds: bucket 14 is
--   13:30 to 14:30, and the half hours before and after midnight stand apart as 24 and 0. It knows no zone but UTC.
-- columns: {hour: number, hits: count}
-- parameters: {from: 0, to: 9999999999}
SELECT ROUND((connection_timestamp % 86400) / 3600) AS hour, COUNT(*) AS hits
FROM connections
WHERE connection_parent IS NULL
  AND connection_timestamp >= $from AND connection_timestamp < $to
GROUP BY 1
ORDER BY 1
