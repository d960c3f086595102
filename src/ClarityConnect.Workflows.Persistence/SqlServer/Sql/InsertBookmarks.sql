-- Stores new bookmarks.
insert into bookmarks (
  id, instance_id, execution_number, activity_id, name, [key], correlation_id, due_at, created_at)
select
  id, instance_id, execution_number, activity_id, name, [key], correlation_id, due_at, created_at
from openjson(@rows) with (
  id nvarchar(200), instance_id nvarchar(200), execution_number int, activity_id nvarchar(200), name nvarchar(200), [key] nvarchar(450),
  correlation_id nvarchar(200), due_at datetimeoffset, created_at datetimeoffset);
