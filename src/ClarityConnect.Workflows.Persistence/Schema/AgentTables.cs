using ClarityConnect.Workflows.Engine.Agents;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>Agents, and the work that waits for them.</summary>
internal static class AgentTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<AgentRow>(agent =>
        {
            agent.ToTable("agents");
            agent.HasKey(a => a.Name);
            agent.Property(a => a.Report).HasMaxLength(-1);
        });
        builder.Entity<AgentTask>(task =>
        {
            task.ToTable("agent_tasks", table => table.HasCheckConstraint("ck_agent_tasks_lease", "(state = 'Claimed' and lease_until is not null) or (state <> 'Claimed' and lease_until is null)"));
            task.HasKey(t => new { t.Agent, t.Key });
            task.Property(t => t.Agent).HasMaxLength(100);
            task.Property(t => t.Id).HasMaxLength(32);
            task.Property(t => t.Operation).HasMaxLength(100);
            task.Property(t => t.Input).HasMaxLength(-1);
            task.Property(t => t.InputHash).HasMaxLength(64);
            task.Property(t => t.State).HasConversion<string>().HasMaxLength(20);
            task.Property(t => t.Result).HasMaxLength(-1);
            task.Property(t => t.Failure).HasMaxLength(-1);
            task.HasIndex(t => t.Id, "ux_agent_tasks_id").IsUnique();
            task.HasIndex(t => new { t.Agent, t.DueAt }, "ix_agent_tasks_open").HasFilter("state <> 'Answered'");
        });
        builder.Entity<AgentTaskPart>(part =>
        {
            part.ToTable("agent_task_parts");
            part.HasKey(p => new { p.TaskId, p.Number });
            part.Property(p => p.TaskId).HasMaxLength(32);
            part.Property(p => p.Content).HasMaxLength(-1);
        });
    }
}
