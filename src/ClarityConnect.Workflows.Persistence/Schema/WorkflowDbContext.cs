using ClarityConnect.Workflows.Engine.Access;
using ClarityConnect.Workflows.Engine.Agents;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Engine.Schedules;
using ClarityConnect.Workflows.Engine.Secrets;
using ClarityConnect.Workflows.Persistence.Audit;
using ClarityConnect.Workflows.Persistence.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>
/// All tables, for migrations and for the queries of pages. The hot path does not go through it: see the execution stores. One model serves
/// both databases; a subclass for each carries its migrations.
/// </summary>
public abstract class WorkflowDbContext : IdentityDbContext<IdentityUser, IdentityRole, string>
{
    /// <summary>The entity name of the running instances; the finished ones have the same type and are in <see cref="HistoryTable"/>.</summary>
    internal const string InstancesTable = "instances";

    /// <summary>The entity name of the finished instances.</summary>
    internal const string HistoryTable = "instance_history";

    /// <summary>Creates the context.</summary>
    /// <param name="options">The provider and the connection.</param>
    protected WorkflowDbContext(DbContextOptions options)
        : base(options)
    {
    }

    /// <summary>Definition versions with their documents.</summary>
    public DbSet<DefinitionVersion> DefinitionVersions => Set<DefinitionVersion>();

    /// <summary>Triggers of published versions.</summary>
    public DbSet<TriggerRow> Triggers => Set<TriggerRow>();

    /// <summary>Schedules of published versions.</summary>
    public DbSet<ScheduleRow> Schedules => Set<ScheduleRow>();

    /// <summary>All revisions of the mapping tables.</summary>
    public DbSet<MappingTable> MappingTables => Set<MappingTable>();

    /// <summary>Connections.</summary>
    public DbSet<ConnectionRow> Connections => Set<ConnectionRow>();

    /// <summary>All versions of the secrets, encrypted.</summary>
    public DbSet<SecretVersion> Secrets => Set<SecretVersion>();

    /// <summary>The agents that were heard of.</summary>
    public DbSet<AgentRow> Agents => Set<AgentRow>();

    /// <summary>The work for agents.</summary>
    public DbSet<AgentTask> AgentTasks => Set<AgentTask>();

    /// <summary>Parts of what agents reported.</summary>
    public DbSet<AgentTaskPart> AgentTaskParts => Set<AgentTaskPart>();

    /// <summary>API keys, hashed.</summary>
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    /// <summary>The keys that protect cookies and secrets.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>The audit log.</summary>
    public DbSet<AuditEntry> AuditLog => Set<AuditEntry>();

    /// <summary>Records of other systems that belong together.</summary>
    public DbSet<LinkedRecord> CrossReferences => Set<LinkedRecord>();

    /// <summary>The review queue.</summary>
    public DbSet<ReviewItem> ReviewItems => Set<ReviewItem>();

    /// <summary>Reports of reconciliations.</summary>
    public DbSet<ReconciliationSummary> Reconciliations => Set<ReconciliationSummary>();

    /// <summary>Bookmarks of running instances.</summary>
    public DbSet<BookmarkRow> Bookmarks => Set<BookmarkRow>();

    /// <summary>The messages of the inbox.</summary>
    public DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    /// <summary>Executions of activities.</summary>
    public DbSet<ActivityExecutionRow> ActivityExecutions => Set<ActivityExecutionRow>();

    /// <summary>Journal entries.</summary>
    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    /// <summary>Dead letters.</summary>
    public DbSet<DeadLetter> DeadLetters => Set<DeadLetter>();

    /// <summary>Instances that have not finished.</summary>
    public DbSet<InstanceRow> Instances => Set<InstanceRow>(InstancesTable);

    /// <summary>Instances that have finished.</summary>
    public DbSet<InstanceRow> InstanceHistory => Set<InstanceRow>(HistoryTable);

    /// <summary>The tables of users and roles do not depend on what the host configures.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<ReadOnlyMemory<byte>>().HaveConversion<BytesConverter, BytesComparer>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        IdentityTables.Configure(builder);
        DefinitionTables.Configure(builder);
        SettingsTables.Configure(builder);
        AgentTables.Configure(builder);
        ExecutionTables.Configure(builder);
        ReadTables.Configure(builder);
        RecordTables.Configure(builder);
        SnakeCase.Apply(builder);
        TextColumns.Apply(builder, Database.ProviderName ?? "");
    }
}
