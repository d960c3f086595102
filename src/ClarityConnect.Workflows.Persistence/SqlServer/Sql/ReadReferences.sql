-- Reads the groups of records.
select known.system, known.kind, known.id, known.group_id
from openjson(@rows) with (system nvarchar(50), kind nvarchar(50), id nvarchar(200)) as wanted
join cross_references as known
  on known.system = wanted.system collate Latin1_General_100_BIN2
  and known.kind = wanted.kind collate Latin1_General_100_BIN2
  and known.id = wanted.id collate Latin1_General_100_BIN2
