-- Locks the instances whose lease still holds and whose burst was not written yet. Says of those whose burst goes on whether somebody asked to
-- cancel them.
select
  instances.id,
  cast(case
    when burst.releases_lease = 0 and exists (select 1 from work_items where work_items.instance_id = instances.id and work_items.kind = 4) then 1
    else 0
  end as bit) as is_cancel_requested
from openjson(@rows) with (id nvarchar(200), fence bigint, burst_number int, releases_lease bit) as burst
join instances with (updlock, rowlock, readcommittedlock) on instances.id = burst.id collate Latin1_General_100_BIN2
where instances.fence = burst.fence and instances.lease_owner is not null and instances.burst_number < burst.burst_number
order by instances.id;
