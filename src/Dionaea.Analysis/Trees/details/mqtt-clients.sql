-- about: what MQTT clients call themselves, and their credentials
-- place: 100
-- mark: access
-- line: "MQTT client {client}[, user {username}][, password {password}][, will {topic}][: {message}]"
-- columns: {client: text, username: text, password: text, topic: text, message: text}
SELECT connection, mqtt_fingerprint_clientid, mqtt_fingerprint_username, mqtt_fingerprint_password,
       mqtt_fingerprint_willtopic, mqtt_fingerprint_willmessage
FROM mqtt_fingerprints
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY mqtt_fingerprint
