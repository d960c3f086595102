-- Creates instances that the correlator starts, each with its Start work item.
insert into instances (
  id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
  lease_owner, fence, claims, burst_number)
select
  id, definition_id, definition_version_id, version, 0, correlation_id, name, parent_instance_id, 0, received_at, received_at,
  lease_owner, case when lease_owner is null then 0 else 1 end, case when lease_owner is null then 0 else 1 end, 0
from openjson(@rows) with (
  message_id nvarchar(200), id nvarchar(200), definition_id nvarchar(200), definition_version_id nvarchar(200), version int,
  correlation_id nvarchar(200), name nvarchar(200), parent_instance_id nvarchar(200), lease_owner nvarchar(200), work_item_id nvarchar(200),
  data varchar(max), received_at datetimeoffset);

insert into work_items (id, instance_id, kind, due_at, inbox_message_id, data)
select work_item_id, id, 0, received_at, message_id, convert(varbinary(max), data, 2)
from openjson(@rows) with (
  message_id nvarchar(200), id nvarchar(200), definition_id nvarchar(200), definition_version_id nvarchar(200), version int,
  correlation_id nvarchar(200), name nvarchar(200), parent_instance_id nvarchar(200), lease_owner nvarchar(200), work_item_id nvarchar(200),
  data varchar(max), received_at datetimeoffset);
