-- id: A01
-- title: nepstats headline
-- question: How many submissions, distinct samples and sources, over which span?
-- source: mimic-nepstats 2009 after submissions2stats (Nepenthes)
-- population: downloads; sources and dates only of those whose connection is stored
-- layout: nepstats
-- parameters: {zone: UTC}
-- columns:
--   submissions: count
--   unique_samples: count
--   unique_source_ips: count
--   first_seen: timestamp
--   last_seen: timestamp
--   span_seconds: duration
--   avg_daily: number
-- notes:
--   - Submissions and samples include downloads whose connection is gone; sources and dates do not, as in the original.
--   - The span is first to last sample. The average divides by its whole days and is missing below one day.
--   - Distinct MD5 is not distinct malware; polymorphic samples count each time.
SELECT (SELECT COUNT(*) FROM downloads) AS submissions,
       (SELECT COUNT(DISTINCT download_md5_hash) FROM downloads) AS unique_samples,
       COUNT(DISTINCT c.remote_host) AS unique_source_ips,
       MIN(c.connection_timestamp) AS first_seen,
       MAX(c.connection_timestamp) AS last_seen,
       MAX(c.connection_timestamp) - MIN(c.connection_timestamp) AS span_seconds,
       CASE WHEN MAX(c.connection_timestamp) - MIN(c.connection_timestamp) >= 86400
            THEN (SELECT COUNT(*) FROM downloads) * 1.0
                 / floor((MAX(c.connection_timestamp) - MIN(c.connection_timestamp)) / 86400.0)
       END AS avg_daily
FROM downloads AS d
JOIN connections AS c ON c.connection = d.connection
