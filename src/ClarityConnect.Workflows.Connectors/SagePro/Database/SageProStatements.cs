using System.Collections.Concurrent;

namespace ClarityConnect.Workflows.Connectors.SagePro.Database;

/// <summary>The statements, from files: those that read the company are the same everywhere, those of the staging tables are the dialect's.</summary>
internal sealed class SageProStatements(SageProDialect dialect, TableMap tables)
{
    private readonly ConcurrentDictionary<string, string> statements = new(StringComparer.Ordinal);

    public string this[string name] => statements.GetOrAdd(name, key => tables.Fill(Read(key)));

    private string Read(string name)
    {
        var assembly = typeof(SageProStatements).Assembly;
        using var stream = assembly.GetManifestResourceStream($"SagePro/Sql/{dialect}/{name}.sql")
            ?? assembly.GetManifestResourceStream($"SagePro/Sql/Company/{name}.sql")
            ?? throw new InvalidOperationException($"There is no statement '{name}' for {dialect}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
