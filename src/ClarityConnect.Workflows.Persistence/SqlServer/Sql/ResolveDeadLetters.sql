-- Closes dead letters that are open.
update dead_letters
set resolved_at = resolved.[at], resolution = resolved.resolution
from dead_letters
join openjson(@rows) with (id nvarchar(200), resolution nvarchar(200), [at] datetimeoffset) as resolved
  on dead_letters.id = resolved.id collate Latin1_General_100_BIN2
where dead_letters.resolved_at is null;
