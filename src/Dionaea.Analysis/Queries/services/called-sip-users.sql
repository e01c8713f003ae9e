-- id: J03
-- title: Called SIP users
-- question: Which numbers and users are called?
-- source: DionaeaFR 2012 (connection page)
-- population: To addresses of SIP requests
-- columns: {user: text, target_host: host, hits: count}
-- chart: {kind: bar, x: user, y: hits}
SELECT CAST(sip_addr_uri_user AS TEXT) AS "user", CAST(sip_addr_uri_host AS TEXT) AS target_host, COUNT(*) AS hits
FROM sip_addrs
WHERE sip_addr_type = 'to'
GROUP BY 1, 2
ORDER BY hits DESC, "user", target_host
