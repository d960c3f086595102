using ClarityConnect.Workflows.Engine.Access;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Engine.Secrets;
using ClarityConnect.Workflows.Persistence.Audit;
using ClarityConnect.Workflows.Persistence.Security;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>What people set up, and the audit log of it.</summary>
internal static class SettingsTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<ConnectionRow>(connection =>
        {
            connection.ToTable("connections");
            connection.HasKey(c => c.Name);
            connection.Property(c => c.Settings).HasMaxLength(-1);
        });
        builder.Entity<MappingTable>(mapping =>
        {
            mapping.ToTable("mapping_tables", table => table.HasCheckConstraint("ck_mapping_tables_revision", "revision >= 1"));
            mapping.HasKey(m => new { m.Name, m.Revision });
            mapping.Property(m => m.Document).HasMaxLength(-1);
        });
        builder.Entity<SecretVersion>(secret =>
        {
            secret.ToTable("secrets", table =>
            {
                table.HasCheckConstraint("ck_secrets_version", "version >= 1");
                table.HasCheckConstraint("ck_secrets_only_active_have_values", "(status = 'Active' and value is not null) or (status <> 'Active' and value is null)");
            });
            secret.HasKey(s => new { s.Name, s.Version });
            secret.Property(s => s.Status).HasConversion<string>().HasMaxLength(20);
            secret.Property(s => s.DisplayName).HasMaxLength(400);
            secret.Property(s => s.Description).HasMaxLength(400);
            secret.Property(s => s.Value).HasMaxLength(-1);
            secret.HasIndex(s => s.Name, "ux_secrets_active").IsUnique().HasFilter("status = 'Active'");
        });
        builder.Entity<ApiKey>(key =>
        {
            key.ToTable("api_keys");
            key.HasKey(k => k.Id);
            key.Property(k => k.Hash).HasMaxLength(64);
            key.HasIndex(k => k.Hash, "ux_api_keys_hash").IsUnique();
        });
        builder.Entity<DataProtectionKey>(key =>
        {
            key.ToTable("data_protection_keys");
            key.HasKey(k => k.Id);
            key.Property(k => k.Xml).HasMaxLength(-1);
        });
        builder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("audit_log", table => table.HasTrigger("audit_log_is_append_only"));
            entry.HasKey(e => e.Sequence);
            entry.Property(e => e.Sequence).ValueGeneratedNever();
            entry.Property(e => e.Subject).HasMaxLength(450);
            entry.Property(e => e.Details).HasMaxLength(-1);
            entry.Property(e => e.PreviousHash).HasMaxLength(64);
            entry.Property(e => e.Hash).HasMaxLength(64);
        });
    }
}
