namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>Statements that are written by hand, each in a file of its own that is built into the assembly.</summary>
internal static class SqlFile
{
    /// <summary>Reads a statement.</summary>
    /// <param name="path">Its path in the project, such as <c>PostgreSql/Sql/ClaimInstances.sql</c>.</param>
    public static string Read(string path)
    {
        using var stream = typeof(SqlFile).Assembly.GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"The statement '{path}' is not in the assembly; its build is broken.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
