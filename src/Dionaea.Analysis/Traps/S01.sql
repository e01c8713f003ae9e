-- id: S1
-- title: Timestamps have a fraction of a second
-- of: connections
-- at: [connections.connection_timestamp, attacks.time, captures.time, commands.time, credentials.time, inbound.time, offered_urls.time, rpc_binds.time, rpc_calls.time, shells.time, sip_calls.time]
-- holds: measured
-- consequence: "The column is declared INTEGER, but log_sqlite writes the clock with its fraction: a remainder or quotient of it is a real number."
-- remedy: "Views and queries floor on purpose before they divide."
SELECT 'with a fraction of a second' AS part,
       COUNT(*) FILTER (WHERE typeof(connection_timestamp) = 'real' AND connection_timestamp <> floor(connection_timestamp)) AS found,
       COUNT(*) AS total
FROM connections
