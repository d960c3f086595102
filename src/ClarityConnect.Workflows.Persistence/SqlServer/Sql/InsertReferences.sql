-- Notes records that were in no group.
insert into cross_references (system, kind, id, group_id, linked_at, instance_id, definition_id, activity_name)
select system, kind, id, group_id, linked_at, instance_id, definition_id, activity_name
from openjson(@rows) with (
  system nvarchar(50), kind nvarchar(50), id nvarchar(200), group_id nvarchar(200), linked_at datetimeoffset,
  instance_id nvarchar(200), definition_id nvarchar(200), activity_name nvarchar(200)
)
