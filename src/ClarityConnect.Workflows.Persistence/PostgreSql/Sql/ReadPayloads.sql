-- Reads large values.
select hash, content from payloads where hash = any ($1)
