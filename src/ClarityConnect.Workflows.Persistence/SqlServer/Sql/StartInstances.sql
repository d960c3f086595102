-- Creates instances that the correlator starts, each with its Start work item, unless an activation strategy refuses it.
declare @started table (
  message_id nvarchar(200) collate Latin1_General_100_BIN2, id nvarchar(200) collate Latin1_General_100_BIN2, definition_id nvarchar(200),
  definition_version_id nvarchar(200), version int, correlation_id nvarchar(200) collate Latin1_General_100_BIN2, name nvarchar(200),
  parent_instance_id nvarchar(200) collate Latin1_General_100_BIN2, lease_owner nvarchar(200), work_item_id nvarchar(200), data varbinary(max),
  received_at datetimeoffset, activation_key nvarchar(450) collate Latin1_General_100_BIN2);

insert into @started
select
  message_id, id, definition_id, definition_version_id, version, correlation_id, name, parent_instance_id, lease_owner, work_item_id,
  convert(varbinary(max), data, 2), received_at, activation_key
from openjson(@rows) with (
  message_id nvarchar(200), id nvarchar(200), definition_id nvarchar(200), definition_version_id nvarchar(200), version int,
  correlation_id nvarchar(200), name nvarchar(200), parent_instance_id nvarchar(200), lease_owner nvarchar(200), work_item_id nvarchar(200),
  data varchar(max), received_at datetimeoffset, activation_key nvarchar(450));

declare @created table (id nvarchar(200) collate Latin1_General_100_BIN2 primary key);

with candidates as (
  select *, row_number() over (partition by activation_key order by id) as place from @started
)
insert into instances (
  id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
  lease_owner, fence, claims, burst_number, activation_key)
output inserted.id into @created
select
  id, definition_id, definition_version_id, version, 0, correlation_id, name, parent_instance_id, 0, received_at, received_at,
  lease_owner, case when lease_owner is null then 0 else 1 end, case when lease_owner is null then 0 else 1 end, 0, activation_key
from candidates
where activation_key is null
  or (
    place = 1
    and not exists (
      select 1 from instances as holder with (updlock, holdlock, rowlock) where holder.activation_key = candidates.activation_key
    )
    and (
      activation_key not like 'c:%'
      or not exists (
        select 1
        from instances as running
        where running.correlation_id = candidates.correlation_id
          and (candidates.parent_instance_id is null or running.id <> candidates.parent_instance_id)
      )
    )
  );

insert into work_items (id, instance_id, kind, due_at, inbox_message_id, data)
select work_item_id, id, 0, received_at, message_id, data from @started where id in (select id from @created);
