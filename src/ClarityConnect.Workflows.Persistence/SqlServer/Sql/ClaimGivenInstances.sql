-- Takes the lease of those of the given instances that have due work and no lease. The message that named them is used up, so its mark goes whether
-- there is due work or not.
update instances
set relayed_at = null
where id in (select id collate Latin1_General_100_BIN2 from openjson(@rows) with (id nvarchar(200)))
  and lease_owner is null and relayed_at is not null;

update instances
set lease_owner = @node_id, fence = instances.fence + 1, claims = instances.claims + 1, relayed_at = null
output
  inserted.id, inserted.definition_id, inserted.definition_version_id, inserted.version, inserted.status, inserted.correlation_id, inserted.name,
  inserted.parent_instance_id, inserted.incident_count, inserted.created_at, inserted.updated_at, inserted.fence, inserted.claims,
  inserted.burst_number, inserted.[checkpoint]
where id in (select id collate Latin1_General_100_BIN2 from openjson(@rows) with (id nvarchar(200)))
  and lease_owner is null
  and exists (select 1 from work_items where work_items.instance_id = instances.id and work_items.due_at <= @now);
