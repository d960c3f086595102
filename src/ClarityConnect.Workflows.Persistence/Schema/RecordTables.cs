using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Engine.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>What workflows note about records of other systems: which belong together, which somebody has to look at, and whether they agree.</summary>
internal static class RecordTables
{
    /// <summary>Column of reconciliations: the report's lines.</summary>
    public const string Lines = "Lines";

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<LinkedRecord>(record =>
        {
            record.ToTable("cross_references");
            record.HasKey(r => new { r.System, r.Kind, r.Id });
            record.Property(r => r.System).HasMaxLength(RecordReference.LongestName);
            record.Property(r => r.Kind).HasMaxLength(RecordReference.LongestName);
            record.HasIndex(r => r.GroupId);
            record.HasIndex(r => r.Id);
        });
        builder.Entity<ReviewItem>(item =>
        {
            item.ToTable("review_items", table => table.HasCheckConstraint(
                "ck_review_items_decided", "(state = 'Open' and decided_at is null and decision is null) or (state <> 'Open' and decided_at is not null)"));
            item.HasKey(i => i.Id);
            item.Property(i => i.Key).HasMaxLength(ReviewItem.LongestKey);
            item.Property(i => i.Title).HasMaxLength(400);
            item.Property(i => i.Reason).HasMaxLength(-1);
            item.Property(i => i.SuggestedAction).HasMaxLength(-1);
            item.Property(i => i.Subject).HasMaxLength(-1);
            item.Property(i => i.CorrectedSubject).HasMaxLength(-1);
            item.Property(i => i.Comment).HasMaxLength(-1);
            item.Property(i => i.State).HasConversion<string>().HasMaxLength(20);
            item.Property(i => i.Choices).HasConversion(
                choices => string.Join('\n', choices),
                text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries),
                new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list));
            item.HasIndex(i => i.Key, "ux_review_items_open_key").IsUnique().HasFilter("state = 'Open'");
            item.HasIndex(i => i.Key, "ix_review_items_key");
            item.HasIndex(i => new { i.State, i.Kind, i.Id });
            item.HasIndex(i => i.InstanceId);
        });
        builder.Entity<ReconciliationSummary>(report =>
        {
            report.ToTable("reconciliations");
            report.HasKey(r => new { r.Pair, r.Day });
            report.Property(r => r.Pair).HasMaxLength(ReconciliationSummary.LongestPair);
            report.Property(r => r.State).HasConversion<string>().HasMaxLength(20);
            report.Ignore(r => r.Mismatches);
            report.Property<ReadOnlyMemory<byte>>(Lines);
            report.HasIndex(r => new { r.Day, r.Pair });
        });
    }
}
