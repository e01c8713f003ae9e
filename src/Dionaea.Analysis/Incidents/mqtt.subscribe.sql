-- title: An MQTT subscription
-- origins: [dionaea.modules.python.mqtt.subscribe]
-- fields: {subscribemessageid: required, subscribetopic: required bytes}
INSERT INTO mqtt_subscribe_commands (connection, mqtt_subscribe_command_messageid, mqtt_subscribe_command_topic)
VALUES ($connection, $subscribemessageid, $subscribetopic);
