-- The unclaimed bookmarks that messages match, locked so that no other correlator gets them.
-- A message for one instance looks at that instance's bookmarks; the concatenation keeps it out of the index on a name and key that a million share.
with matches as materialized (
  select m.id as message_id, met.id as bookmark_id
  from inbox m
  cross join lateral (
    select b.id from bookmarks b
    where m.instance_id is null and m.correlation_id is null
      and b.name = m.name and b.key = m.key and b.claimed_by is null
    union all
    select b.id from bookmarks b
    where m.instance_id is null
      and b.name = m.name and b.key = m.key and b.correlation_id = m.correlation_id and b.claimed_by is null
    union all
    select b.id from bookmarks b
    where m.instance_id is null and m.correlation_id is not null
      and b.name = m.name and b.key = m.key and b.correlation_id is null and b.claimed_by is null
    union all
    select b.id from bookmarks b
    where b.instance_id = m.instance_id
      and b.name || '' = m.name and b.key || '' = m.key and b.claimed_by is null
      and (m.correlation_id is null or b.correlation_id is null or b.correlation_id = m.correlation_id)
  ) as met
  where m.id = any ($1)
),
-- By an array: the database expects as many matches as bookmarks share a name and key, and would read them all to join them.
locked as materialized (
  select id, instance_id, execution_number, activity_id, name, key, correlation_id, due_at, created_at
  from bookmarks
  where id = any (array(select bookmark_id from matches)) and claimed_by is null
  order by id
  for update skip locked
)
select
  matches.message_id, b.id, b.instance_id, b.execution_number, b.activity_id, b.name, b.key, b.correlation_id, b.due_at, b.created_at
from locked b
join matches on matches.bookmark_id = b.id
order by b.id
