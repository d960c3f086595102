-- Queues work.
insert into work_items (
  id, instance_id, kind, due_at, bookmark_id, inbox_message_id, execution_number, data)
select
  id, instance_id, kind, due_at, bookmark_id, inbox_message_id, execution_number, convert(varbinary(max), data, 2)
from openjson(@rows) with (
  id nvarchar(200), instance_id nvarchar(200), kind smallint, due_at datetimeoffset, bookmark_id nvarchar(200),
  inbox_message_id nvarchar(200), execution_number int, data varchar(max));
