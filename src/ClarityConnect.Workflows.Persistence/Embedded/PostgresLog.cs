namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>The end of PostgreSQL's log, for error texts.</summary>
internal static class PostgresLog
{
    private const int Lines = 6;

    public static string End(ClusterHome home)
    {
        try
        {
            var newest = new DirectoryInfo(home.Log).EnumerateFiles("*.log").MaxBy(f => f.LastWriteTimeUtc);
            return newest is null ? "" : $"{newest.FullName} ends with:{Environment.NewLine}"
                + string.Join(Environment.NewLine, File.ReadLines(newest.FullName).TakeLast(Lines));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"(Its log in '{home.Log}' cannot be read: {error.Message})";
        }
    }
}
