-- Queues work for an instance that is running, or brings a faulted one back first. Gives whether there is such an instance.
declare @exists bit = 0;
declare @back table (
  id nvarchar(200), definition_id nvarchar(200), definition_version_id nvarchar(200), version int, correlation_id nvarchar(200), name nvarchar(200),
  parent_instance_id nvarchar(200), incident_count int, created_at datetimeoffset, updated_at datetimeoffset, fence bigint, burst_number int,
  [checkpoint] varbinary(max));

select @exists = 1 from instances with (updlock, rowlock, readcommittedlock) where id = @instance_id;

if @exists = 0
begin
  delete from instance_history
  output
    deleted.id, deleted.definition_id, deleted.definition_version_id, deleted.version, deleted.correlation_id, deleted.name,
    deleted.parent_instance_id, deleted.incident_count, deleted.created_at, deleted.updated_at, deleted.fence, deleted.burst_number,
    deleted.[checkpoint]
  into @back
  where id = @instance_id and status = 5;

  insert into instances (
    id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
    fence, claims, burst_number, [checkpoint])
  select
    id, definition_id, definition_version_id, version, 2, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
    fence, 0, burst_number, [checkpoint]
  from @back;

  -- Somebody else may have brought it back while this waited for the history's row.
  select @exists = 1 from instances with (updlock, rowlock, readcommittedlock) where id = @instance_id;
end;

if @exists = 1 and not exists (select 1 from work_items where id = @id)
  insert into work_items (id, instance_id, kind, due_at, bookmark_id, inbox_message_id, execution_number, data)
  values (@id, @instance_id, @kind, @due_at, @bookmark_id, @inbox_message_id, @execution_number, @data);

select @exists;
