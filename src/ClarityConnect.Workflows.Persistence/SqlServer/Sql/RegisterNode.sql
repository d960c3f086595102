-- Registers a node.
update nodes set expires_at = @expires_at where id = @id;

if @@rowcount = 0
  insert into nodes (id, expires_at) values (@id, @expires_at);
