-- Puts the records of groups into others, where a link says that they belong together.
update cross_references
set group_id = merged.into_group
from cross_references
join openjson(@rows) with (from_group nvarchar(200), into_group nvarchar(200)) as merged
  on cross_references.group_id = merged.from_group collate Latin1_General_100_BIN2
