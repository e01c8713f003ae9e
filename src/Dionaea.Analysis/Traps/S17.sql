-- id: S17
-- title: Credentials lie in more than one table
-- of: credentials
-- at: [logins, mqtt_fingerprints]
-- holds: measured
-- consequence: "MQTT clients' user names and passwords are not in logins, and a missing password is not an empty one."
-- remedy: "The view credentials unites both tables and keeps NULL and empty apart; SIP's digests are stored nowhere."
WITH mqtt AS MATERIALIZED (
  SELECT COUNT(*) AS number FROM mqtt_fingerprints
  WHERE COALESCE(CAST(mqtt_fingerprint_username AS TEXT), '') || COALESCE(CAST(mqtt_fingerprint_password AS TEXT), '') <> '')
SELECT 'in mqtt_fingerprints' AS part, number AS found, number + (SELECT COUNT(*) FROM logins) AS total FROM mqtt
UNION ALL
SELECT 'in logins with a NULL password', COUNT(*) FILTER (WHERE login_password IS NULL), COUNT(*) + (SELECT number FROM mqtt)
FROM logins
