-- id: D04
-- title: Samples and their sources
-- question: Which host dropped which sample, and when?
-- source: VisualiseDionaea 2023, sqlite-to-json 2022
-- population: downloads whose connection is stored
-- parameters: {from: 0, to: 9999999999, zone: UTC}
-- columns: {time: timestamp, host: host, local_port: port, url: url, md5: hash}
-- notes:
--   - The port is that of the connection that delivered the sample, often a shell or FTP data connection.
SELECT CAST(floor(c.connection_timestamp) AS INTEGER) AS time,
       CASE WHEN c.remote_host LIKE '::ffff:%' THEN substr(c.remote_host, 8) ELSE c.remote_host END AS host,
       c.local_port, CAST(d.download_url AS TEXT) AS url, CAST(d.download_md5_hash AS TEXT) AS md5
FROM downloads AS d
JOIN connections AS c ON c.connection = d.connection
WHERE c.connection_timestamp >= $from AND c.connection_timestamp < $to
ORDER BY c.connection_timestamp, d.download
