namespace ClarityConnect.Workflows.Connectors.SagePro.Database;

/// <summary>Looks whether the tables and columns are there that the table map names.</summary>
internal static class SchemaProbe
{
    private static readonly string[] Logical = ["customers", "invoices", "items", "stock", "orders", "orderLines", "accounts", "periods", "journals"];

    public static async Task<ProbeReport> RunAsync(SageProSession session, SageProSettings settings, TableMap tables, CancellationToken cancellationToken)
    {
        var (found, missing) = (new List<string>(), new List<string>());
        foreach (var (name, physical, columns) in tables.Named)
        {
            var parts = physical.Split('.');
            var there = await session.QueryAsync(
                "ReadColumns",
                new { table = parts[^1], schema = parts.Length > 1 ? parts[^2] : null },
                row => row.Text(0) ?? "",
                cancellationToken);
            var absent = columns.Where(column => !there.Contains(column, StringComparer.OrdinalIgnoreCase)).ToList();
            if (there.Count == 0)
                missing.Add($"table {physical} ({name})");
            else if (absent.Count > 0)
                missing.Add($"column{(absent.Count == 1 ? "" : "s")} {string.Join(", ", absent)} of {physical} ({name})");
            else
                found.Add(name);
        }

        var candidates = await session.QueryAsync("ReadLedgerCandidates", null, row => row.Text(0) ?? "", cancellationToken);
        var batches = await session.QueryAsync("CountBatches", null, row => (Status: row.Text(0) ?? "", Count: row.Count(1)), cancellationToken);
        return new ProbeReport(
            settings.Company,
            settings.Edition,
            settings.Dialect,
            found,
            missing,
            [.. Logical.Where(name => !tables.Has(name))],
            candidates,
            batches.ToDictionary(batch => batch.Status, batch => batch.Count));
    }
}
