namespace ClarityConnect.Workflows.Conformance.Cases;

/// <summary>A folder with a <c>cases.tsv</c> and the definitions that it names.</summary>
internal static class CaseFolder
{
    /// <exception cref="FormatException">The folder holds no cases, or a row lacks a column or a file.</exception>
    public static IReadOnlyList<WorkflowCase> Read(string folder)
    {
        var table = Path.Combine(folder, "cases.tsv");
        if (!File.Exists(table))
            throw new FormatException($"There is no cases.tsv in '{folder}'.");
        var rows = File.ReadLines(table).Where(line => line.Trim().Length > 0).Select(line => line.Split('\t')).ToList();
        if (rows.Count < 2)
            throw new FormatException($"'{table}' holds no case.");
        var header = rows[0].Select(name => name.Trim()).ToList();
        return [.. rows.Skip(1).Select(row => Case(folder, table, name => Column(table, header, row, name)))];
    }

    private static WorkflowCase Case(string folder, string table, Func<string, string> column)
    {
        var files = column("json_paths").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(file => Path.Combine(folder, file))
            .ToList();
        if (files.Find(file => !File.Exists(file)) is { } missing)
            throw new FormatException($"'{table}', case {column("id")}: there is no file '{missing}'.");
        return new WorkflowCase(column("id"), files, column("run_definition"), column("input"), column("how_started"), column("expected"));
    }

    private static string Column(string table, List<string> header, string[] row, string name)
    {
        var index = header.IndexOf(name);
        return index >= 0 && index < row.Length ? row[index].Trim() : throw new FormatException($"'{table}', row '{row[0]}': the column '{name}' is missing.");
    }
}
