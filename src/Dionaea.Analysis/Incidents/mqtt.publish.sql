-- title: An MQTT message
-- origins: [dionaea.modules.python.mqtt.publish]
-- fields: {publishtopic: required bytes, publishmessage: required bytes}
INSERT INTO mqtt_publish_commands (connection, mqtt_publish_command_topic, mqtt_publish_command_message)
VALUES ($connection, $publishtopic, $publishmessage);
