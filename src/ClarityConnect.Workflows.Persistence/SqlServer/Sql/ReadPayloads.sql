-- Reads large values.
select hash, content
from payloads
where hash in (select id collate Latin1_General_100_BIN2 from openjson(@rows) with (id nvarchar(64)));
