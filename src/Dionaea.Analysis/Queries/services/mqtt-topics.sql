-- id: K01
-- title: MQTT topics
-- question: Which MQTT topics are published to, which subscribed?
-- source: dionaeaToJSON 2019
-- population: MQTT messages whose connection is stored
-- columns: {kind: name, topic: text, hits: count, hosts: count}
-- chart: {kind: bar, x: topic, y: hits, series: kind}
WITH q AS (
  SELECT connection, 'publish' AS kind, CAST(mqtt_publish_command_topic AS TEXT) AS topic
  FROM mqtt_publish_commands
  UNION ALL
  SELECT connection, 'subscribe', CAST(mqtt_subscribe_command_topic AS TEXT)
  FROM mqtt_subscribe_commands)
SELECT q.kind, q.topic, COUNT(*) AS hits, COUNT(DISTINCT c.remote_host) AS hosts
FROM q
JOIN connections AS c ON c.connection = q.connection
GROUP BY q.kind, q.topic
ORDER BY hits DESC, q.kind, q.topic
