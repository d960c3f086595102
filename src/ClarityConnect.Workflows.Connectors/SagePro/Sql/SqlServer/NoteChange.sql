update {cc_change} with (updlock, holdlock) set hash = @hash, change_no = @number, changed = @now where kind = @kind and item_key = @key;
if @@rowcount = 0
insert into {cc_change} (kind, item_key, hash, change_no, changed) values (@kind, @key, @hash, @number, @now);
