using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>
/// The small and hot tables. They have no foreign keys, which would lock and look up on every write; the stores keep them whole. Columns that
/// change in a burst are in no index, so that PostgreSQL updates a row within its page; but for the lease's owner, which the rescuer looks for.
/// </summary>
internal static class ExecutionTables
{
    public const string LeaseOwner = "LeaseOwner";
    public const string Fence = "Fence";
    public const string Claims = "Claims";
    public const string RelayedAt = "RelayedAt";
    public const string BurstNumber = "BurstNumber";
    public const string Checkpoint = "Checkpoint";
    public const string ClaimedBy = "ClaimedBy";
    public const string ActivationKey = "ActivationKey";

    public static void Configure(ModelBuilder builder)
    {
        builder.SharedTypeEntity<Dictionary<string, object>>("nodes", node =>
        {
            node.ToTable("nodes");
            node.Property<string>("Id");
            node.Property<DateTimeOffset>("ExpiresAt");
            node.HasKey("Id");
        });
        builder.SharedTypeEntity<InstanceRow>(WorkflowDbContext.InstancesTable, instance =>
        {
            instance.ToTable(WorkflowDbContext.InstancesTable, table =>
            {
                table.HasCheckConstraint("ck_instances_not_finished", "status in (0, 1, 2) and finished_at is null");
                table.HasCheckConstraint("ck_instances_lease", "fence >= 0 and claims >= 0 and (lease_owner is null or fence >= 1)");
                table.HasCheckConstraint("ck_instances_burst", "burst_number >= 0 and (burst_number = 0 or \"checkpoint\" is not null)");
            });
            Instance(instance);
            instance.Property<string?>(LeaseOwner);
            instance.Property<int>(Claims);
            instance.Property<DateTimeOffset?>(RelayedAt);
            instance.Property<string?>(ActivationKey).HasMaxLength(450);
            instance.HasIndex(LeaseOwner).HasFilter("lease_owner is not null");
            instance.HasIndex([ActivationKey], "ux_instances_activation").IsUnique().HasFilter("activation_key is not null");
            Hot(instance, fillFactor: 75);
        });
        builder.Entity<WorkItem>(item =>
        {
            item.ToTable("work_items");
            item.HasKey(i => i.Id);
            item.Property(i => i.Kind).HasConversion<short>();
            item.Ignore(i => i.Payload);
            item.HasIndex(i => new { i.DueAt, i.Id });
            item.HasIndex(i => i.InstanceId);
            Hot(item, fillFactor: 100);
        });
        builder.Entity<BookmarkRow>(bookmark =>
        {
            bookmark.ToTable("bookmarks");
            bookmark.HasKey(b => b.Id);
            bookmark.Property(b => b.Key).HasMaxLength(450);
            bookmark.Property<string?>(ClaimedBy);
            bookmark.HasIndex(b => b.InstanceId);
            bookmark.HasIndex(b => new { b.Name, b.Key, b.CorrelationId }).HasFilter("claimed_by is null");
            Hot(bookmark, fillFactor: 90);
        });
        builder.Entity<InboxMessage>(message =>
        {
            message.ToTable("inbox", table => table.HasCheckConstraint("ck_inbox_state", "state in (0, 1, 2, 3)"));
            message.HasKey(m => m.Id);
            message.Property(m => m.Key).HasMaxLength(450);
            message.Property<short>("State");
            message.HasIndex(m => new { m.Source, m.EventId }, "ux_inbox_event").IsUnique();
            message.HasIndex(m => m.Id, "ix_inbox_new").HasFilter("state < 2");
            message.HasIndex(m => new { m.Name, m.Key }, "ix_inbox_waiting").HasFilter("state = 2");
            message.HasIndex(m => m.ExpiresAt, "ix_inbox_expiring").HasFilter("state = 2");
            message.HasIndex(m => m.ReceivedAt, "ix_inbox_consumed").HasFilter("state = 3");
            message.HasIndex(m => m.InstanceId).HasFilter("instance_id is not null");
            Hot(message, fillFactor: 95);
        });
        builder.Entity<EffectRow>(effect =>
        {
            effect.ToTable("effects", table =>
            {
                table.HasCheckConstraint("ck_effects_status", "status in ('Started', 'Applied', 'NotApplied', 'Unknown')");
                table.HasCheckConstraint("ck_effects_finished", "(status = 'Started' and finished_at is null) or (status <> 'Started' and finished_at is not null)");
            });
            effect.HasKey(e => new { e.InstanceId, e.Key });
            effect.Property(e => e.RequestHash).HasMaxLength(64);
            effect.Property(e => e.Status).HasMaxLength(20);
            Hot(effect, fillFactor: 75);
        });
    }

    /// <summary>The columns that running and finished instances share.</summary>
    public static void Instance(EntityTypeBuilder<InstanceRow> instance)
    {
        instance.HasKey(i => i.Id);
        instance.Property(i => i.Status).HasConversion<short>();
        instance.Property<long>(Fence);
        instance.Property<int>(BurstNumber);
        instance.Property<ReadOnlyMemory<byte>?>(Checkpoint);
        instance.HasIndex(i => i.CreatedAt);
        instance.HasIndex(i => new { i.DefinitionId, i.CreatedAt });
        instance.HasIndex(i => i.CorrelationId).HasFilter("correlation_id is not null");
    }

    /// <summary>Room in the pages for new row versions, and a vacuum that comes by churn, not by the table's size.</summary>
    private static void Hot<T>(EntityTypeBuilder<T> entity, int fillFactor)
        where T : class
    {
        entity.HasStorageParameter("fillfactor", fillFactor);
        entity.HasStorageParameter("autovacuum_vacuum_scale_factor", 0.02);
        entity.HasStorageParameter("autovacuum_vacuum_threshold", 2000);
        entity.HasStorageParameter("autovacuum_analyze_scale_factor", 0.05);
        entity.HasStorageParameter("autovacuum_vacuum_cost_delay", 0);
    }
}
