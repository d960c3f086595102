-- Messages that wait and now have a matching unclaimed bookmark: one look into an index for each waiting message.
select top (@limit) m.id, m.source, m.event_id, m.name, m.[key], m.correlation_id, m.instance_id, m.received_at, m.expires_at, m.state
from inbox as m with (updlock, readpast, rowlock, readcommittedlock)
cross apply (
  select top (1) id
  from (
    select b.id from bookmarks as b with (readpast, rowlock, readcommittedlock)
    where m.instance_id is null and m.correlation_id is null
      and b.name = m.name and b.[key] = m.[key] and b.claimed_by is null
    union all
    select b.id from bookmarks as b with (readpast, rowlock, readcommittedlock)
    where m.instance_id is null
      and b.name = m.name and b.[key] = m.[key] and b.correlation_id = m.correlation_id and b.claimed_by is null
    union all
    select b.id from bookmarks as b with (readpast, rowlock, readcommittedlock)
    where m.instance_id is null and m.correlation_id is not null
      and b.name = m.name and b.[key] = m.[key] and b.correlation_id is null and b.claimed_by is null
    union all
    select b.id from bookmarks as b with (readpast, rowlock, readcommittedlock)
    where b.instance_id = m.instance_id
      and b.name = m.name and b.[key] = m.[key] and b.claimed_by is null
      and (m.correlation_id is null or b.correlation_id is null or b.correlation_id = m.correlation_id)
  ) as bookmark
) as met
where m.state = 2 and m.expires_at > @now
order by m.id;
