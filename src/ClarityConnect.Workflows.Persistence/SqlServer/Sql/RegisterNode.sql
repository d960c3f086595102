-- Registers a node, and counts the nodes that live.
-- Nodes that wait for each other's rows would deadlock, so what another one writes just now is counted as it stands.
update nodes set expires_at = @expires_at where id = @id;

if @@rowcount = 0
  insert into nodes (id, expires_at) values (@id, @expires_at);

select 1 + count(*) from nodes with (nolock) where id <> @id and expires_at > @now;
