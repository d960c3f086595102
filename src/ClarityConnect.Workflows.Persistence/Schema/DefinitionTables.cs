using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Schedules;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>Definitions, triggers and schedules.</summary>
internal static class DefinitionTables
{
    /// <summary>Column of definition_versions: the definition was deleted, the version stays for its instances.</summary>
    public const string IsDeleted = "IsDeleted";

    /// <summary>Column of schedules: until when a node works on it.</summary>
    public const string ClaimedUntil = "ClaimedUntil";

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<DefinitionVersion>(version =>
        {
            version.ToTable("definition_versions", table => table.HasCheckConstraint("ck_definition_versions_version", "version >= 1"));
            version.HasKey(v => v.Id);
            version.Property(v => v.Description).HasMaxLength(-1);
            version.Property(v => v.Document).HasMaxLength(-1).IsRequired();
            version.Property(v => v.SavedBy).HasMaxLength(256);
            version.Property<bool>(IsDeleted);
            version.HasIndex(v => v.DefinitionId, "ux_definition_versions_latest").IsUnique().HasFilter("is_latest = {true}");
            version.HasIndex(v => v.DefinitionId, "ux_definition_versions_published").IsUnique().HasFilter("is_published = {true}");
            version.HasIndex(v => new { v.DefinitionId, v.Version }, "ux_definition_versions_version").IsUnique().HasFilter("is_deleted = {false}");
        });
        builder.Entity<TriggerRow>(trigger =>
        {
            trigger.ToTable("triggers");
            trigger.Property<long>("Id").ValueGeneratedOnAdd();
            trigger.HasKey("Id");
            trigger.Property(t => t.Key).HasMaxLength(450);
            trigger.Property(t => t.Activation).HasConversion<short>();
            trigger.HasIndex(t => new { t.Name, t.Key });
            trigger.HasIndex(t => t.DefinitionId);
        });
        builder.Entity<ScheduleRow>(schedule =>
        {
            schedule.ToTable("schedules");
            schedule.HasKey(s => s.Id);
            schedule.Property(s => s.Id).HasMaxLength(401);
            schedule.Property(s => s.Interval).HasConversion<long?>();
            schedule.Property(s => s.Misfire).HasConversion<short>();
            schedule.Property(s => s.Activation).HasConversion<short>();
            schedule.Property(s => s.LastError).HasMaxLength(-1);
            schedule.Property<DateTimeOffset?>(ClaimedUntil);
            schedule.HasIndex(s => s.NextDueAt);
            schedule.HasIndex(s => s.DefinitionId);
        });
    }
}
