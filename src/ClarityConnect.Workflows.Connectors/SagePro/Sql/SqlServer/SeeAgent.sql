update {cc_agent} with (updlock, holdlock) set version = @version, company = @company, last_seen = @now, state = @state where agent_id = @agent;
if @@rowcount = 0
insert into {cc_agent} (agent_id, version, company, last_seen, state) values (@agent, @version, @company, @now, @state);
