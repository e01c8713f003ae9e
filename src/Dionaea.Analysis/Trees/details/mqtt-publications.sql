-- about: what MQTT clients published
-- place: 110
-- line: "MQTT publish {topic}[: {message}]"
-- columns: {topic: text, message: text}
SELECT connection, mqtt_publish_command_topic, mqtt_publish_command_message
FROM mqtt_publish_commands
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY mqtt_publish_command
