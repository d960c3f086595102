namespace ClarityConnect.Workflows.IntegrationTests.Embedded;

/// <summary>The user without rights, for tests that run as root.</summary>
internal static class Nobody
{
    /// <summary>The beginning of a command that runs as that user.</summary>
    public static string[] Become => ["setpriv", "--reuid=nobody", $"--regid={Group}", "--clear-groups", "--no-new-privs", "--"];

    private static string Group => File.ReadLines("/etc/passwd").Single(l => l.StartsWith("nobody:", StringComparison.Ordinal)).Split(':')[3];
}
