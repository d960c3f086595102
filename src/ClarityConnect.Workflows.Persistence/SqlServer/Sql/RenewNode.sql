-- Renews a node's lease, if it is still registered, and counts the nodes that live; none if it is not.
-- Nodes that wait for each other's rows would deadlock, so what another one writes just now is counted as it stands.
update nodes set expires_at = @expires_at where id = @id;

if @@rowcount = 0
  select 0;
else
  select 1 + count(*) from nodes with (nolock) where id <> @id and expires_at > @now;
