-- Stores large values once, and notes at most once a day that one is used again.
insert into payloads (hash, content, last_used_at)
select payload.hash, convert(varbinary(max), payload.content, 2), payload.last_used_at
from openjson(@rows) with (hash nvarchar(64), content varchar(max), last_used_at datetimeoffset) as payload
where not exists (
  select 1 from payloads with (updlock, holdlock, rowlock) where payloads.hash = payload.hash collate Latin1_General_100_BIN2
);

update payloads
set last_used_at = payload.last_used_at
from payloads
join openjson(@rows) with (hash nvarchar(64), last_used_at datetimeoffset) as payload
  on payloads.hash = payload.hash collate Latin1_General_100_BIN2
where payloads.last_used_at < dateadd(day, -1, payload.last_used_at);
