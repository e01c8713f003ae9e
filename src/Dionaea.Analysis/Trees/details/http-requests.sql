-- about: HTTP requests, which the fork stores
-- place: 20
-- line: "HTTP {method} {path}[, {agent}][, body {body}]"
-- columns: {method: text, path: url, agent: text, body: text}
SELECT connection, CAST(http_request_method AS TEXT), CAST(http_request_path AS TEXT),
       CASE WHEN json_valid(http_request_headers)
            THEN COALESCE(json_extract(http_request_headers, '$."User-Agent"'), json_extract(http_request_headers, '$."user-agent"')) END,
       CAST(http_request_body AS TEXT)
FROM http_requests
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY http_request
