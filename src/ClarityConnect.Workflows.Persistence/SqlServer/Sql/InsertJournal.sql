-- Appends to the journal.
insert into journal (
  instance_id, [sequence], execution_number, event_name, message, [timestamp], details)
select
  instance_id, [sequence], execution_number, event_name, message, [timestamp], convert(varbinary(max), details, 2)
from openjson(@rows) with (
  instance_id nvarchar(200), [sequence] bigint, execution_number int, event_name nvarchar(200), message nvarchar(max),
  [timestamp] datetimeoffset, details varchar(max));
