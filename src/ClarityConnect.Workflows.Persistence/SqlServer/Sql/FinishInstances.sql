-- Moves instances that have finished to the history.
delete from instances
where id in (select id collate Latin1_General_100_BIN2 from openjson(@rows) with (id nvarchar(200)));

insert into instance_history (
  id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
  finished_at, fence, burst_number, [checkpoint], kept_until)
select
  id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
  finished_at, fence, burst_number, convert(varbinary(max), [checkpoint], 2), kept_until
from openjson(@rows) with (
  id nvarchar(200), definition_id nvarchar(200), definition_version_id nvarchar(200), version int, status smallint, correlation_id nvarchar(200),
  name nvarchar(200), parent_instance_id nvarchar(200), incident_count int, created_at datetimeoffset, updated_at datetimeoffset,
  finished_at datetimeoffset, fence bigint, burst_number int, [checkpoint] varchar(max),
  kept_until datetimeoffset);
