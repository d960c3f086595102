-- Stores work that is given up.
insert into dead_letters (
  id, instance_id, definition_id, definition_version_id, correlation_id, activity_id, activity_name, execution_number, kind, message,
  attempts, created_at, resolved_at, resolution)
select
  id, instance_id, definition_id, definition_version_id, correlation_id, activity_id, activity_name, execution_number, kind, message,
  convert(varbinary(max), attempts, 2), created_at, resolved_at, resolution
from openjson(@rows) with (
  id nvarchar(200), instance_id nvarchar(200), definition_id nvarchar(200), definition_version_id nvarchar(200),
  correlation_id nvarchar(200), activity_id nvarchar(200), activity_name nvarchar(200), execution_number int, kind smallint,
  message nvarchar(max), attempts varchar(max), created_at datetimeoffset, resolved_at datetimeoffset, resolution nvarchar(200));
