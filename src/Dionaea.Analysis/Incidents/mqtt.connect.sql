-- title: What an MQTT client says of itself
-- origins: [dionaea.modules.python.mqtt.connect]
-- fields:
--   clientid: required bytes
--   willtopic: required bytes
--   willmessage: required bytes
--   username: required bytes
--   password: required bytes
INSERT INTO mqtt_fingerprints (
  connection, mqtt_fingerprint_clientid, mqtt_fingerprint_willtopic, mqtt_fingerprint_willmessage,
  mqtt_fingerprint_username, mqtt_fingerprint_password)
VALUES ($connection, $clientid, $willtopic, $willmessage, $username, $password);
