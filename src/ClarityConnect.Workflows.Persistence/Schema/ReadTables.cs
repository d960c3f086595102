using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>What people read and what is pruned by age.</summary>
internal static class ReadTables
{
    /// <summary>Column of instance_history: until when the definition says that the instance is kept; null for the server's own rule.</summary>
    public const string KeptUntil = "KeptUntil";

    public static void Configure(ModelBuilder builder)
    {
        builder.SharedTypeEntity<InstanceRow>(WorkflowDbContext.HistoryTable, instance =>
        {
            instance.ToTable(
                WorkflowDbContext.HistoryTable,
                table => table.HasCheckConstraint("ck_instance_history_finished", "status in (3, 4, 5) and finished_at is not null"));
            ExecutionTables.Instance(instance);
            instance.HasIndex(i => new { i.Status, i.CreatedAt });
            instance.Property<DateTimeOffset?>(KeptUntil);
            instance.HasIndex(i => i.FinishedAt);
            instance.HasIndex(KeptUntil, nameof(InstanceRow.FinishedAt));
            instance.HasIndex(i => i.UpdatedAt);
        });
        builder.Entity<ActivityExecutionRow>(execution =>
        {
            execution.ToTable("activity_executions", table =>
            {
                table.HasCheckConstraint("ck_activity_executions_status", "status in ('Running', 'Completed', 'Canceled', 'Faulted')");
                table.HasCheckConstraint("ck_activity_executions_completed", "completed_at is null or completed_sequence is not null");
            });
            execution.HasKey(e => new { e.InstanceId, e.Number });
            execution.Property(e => e.NodeId).HasMaxLength(-1);
            execution.Property(e => e.Status).HasMaxLength(20);
        });
        builder.Entity<JournalEntry>(entry =>
        {
            entry.ToTable("journal");
            entry.HasKey(e => new { e.InstanceId, e.Sequence });
            entry.Property(e => e.Message).HasMaxLength(-1);
        });
        builder.Entity<Payload>(payload =>
        {
            payload.ToTable("payloads");
            payload.HasKey(p => p.Hash);
            payload.Property(p => p.Hash).HasMaxLength(64);
            payload.Property<DateTimeOffset>("LastUsedAt");
            payload.HasIndex("LastUsedAt");
        });
        builder.SharedTypeEntity<Dictionary<string, object>>("payload_references", reference =>
        {
            reference.ToTable("payload_references");
            reference.Property<string>("Hash").HasMaxLength(64);
            reference.Property<string>("InstanceId");
            reference.HasKey("Hash", "InstanceId");
            reference.HasIndex("InstanceId");
        });
        builder.Entity<DeadLetter>(letter =>
        {
            letter.ToTable(
                "dead_letters",
                table => table.HasCheckConstraint(
                    "ck_dead_letters_resolved", "(resolved_at is null and resolution is null) or (resolved_at is not null and resolution is not null)"));
            letter.HasKey(l => l.Id);
            letter.Property(l => l.Kind).HasConversion<short>();
            letter.Property(l => l.Message).HasMaxLength(-1);
            letter.HasIndex(l => l.InstanceId);
            letter.HasIndex(l => l.Id, "ix_dead_letters_open").HasFilter("resolved_at is null");
            letter.HasIndex(l => l.ResolvedAt).HasFilter("resolved_at is not null");
        });
    }
}
