-- Takes the lease of instances that have due work and no lease, oldest work first, skipping what others are claiming.
declare @due table (id nvarchar(200) collate Latin1_General_100_BIN2 primary key with (ignore_dup_key = on));

insert into @due (id)
select top (@limit) instances.id
from work_items with (readpast, rowlock, readcommittedlock)
join instances with (updlock, readpast, rowlock, readcommittedlock) on instances.id = work_items.instance_id
where work_items.due_at <= @now and instances.lease_owner is null
order by work_items.due_at, work_items.id;

update instances
set lease_owner = @node_id, fence = instances.fence + 1, claims = instances.claims + 1, relayed_at = null
output
  inserted.id, inserted.definition_id, inserted.definition_version_id, inserted.version, inserted.status, inserted.correlation_id, inserted.name,
  inserted.parent_instance_id, inserted.incident_count, inserted.created_at, inserted.updated_at, inserted.fence, inserted.claims,
  inserted.burst_number, inserted.[checkpoint]
from instances
join @due as due on due.id = instances.id
where instances.lease_owner is null;
