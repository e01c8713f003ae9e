-- id: S2
-- title: SQLite's date functions round some timestamps up
-- of: connections
-- at: [connections.connection_timestamp, attacks.time, captures.time, commands.time, credentials.time, inbound.time, offered_urls.time, rpc_binds.time, rpc_calls.time, shells.time, sip_calls.time]
-- holds: measured
-- consequence: "They round to milliseconds, so a fraction of .9995 or more shows as the next second, at midnight as the next day."
-- remedy: "All days, hours and texts of the workbench are floored; figures made with SQLite's own functions can differ by these rows."
SELECT 'shown a second later by strftime' AS part,
       COUNT(*) FILTER (WHERE typeof(connection_timestamp) = 'real'
                          AND connection_timestamp - floor(connection_timestamp) > 0.999
                          AND CAST(connection_timestamp * 1000.0 + 210866760000000.0 + 0.5 AS INTEGER) / 1000 - 210866760000
                              > floor(connection_timestamp)) AS found,
       COUNT(*) AS total
FROM connections
