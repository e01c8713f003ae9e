-- about: what MQTT clients subscribed to
-- place: 120
-- line: "MQTT subscribe {topic}"
-- columns: {topic: text}
SELECT connection, mqtt_subscribe_command_topic
FROM mqtt_subscribe_commands
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY mqtt_subscribe_command
