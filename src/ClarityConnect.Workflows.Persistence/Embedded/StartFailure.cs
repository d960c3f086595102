namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>What PostgreSQL's own words mean for the administrator.</summary>
internal static class StartFailure
{
    private static readonly (string Sign, string Advice)[] Known =
    [
        ("No space left on device", "The disk is full: free space and start again."),
        ("Address already in use", "Another program uses the port: choose another in Database:Port, or leave it out to have a free one chosen."),
        ("wrong ownership", "The database belongs to another user, because the server was run as another one: run it as that user, or give it the whole folder (chown -R)."),
        ("Permission denied", "The user that PostgreSQL runs as may not use a file: check the owner of the folder and of all in it."),
        ("could not map anonymous shared memory", "The machine has too little memory for it: free some, or raise the container's limit."),
        ("setpriv:", "This process is root but may not become another user (a container without CAP_SETUID and CAP_SETGID?): run the server as an ordinary user."),
    ];

    public static bool IsPortTaken(string said) => said.Contains("Address already in use", StringComparison.Ordinal);

    public static EmbeddedPostgresException From(string what, string said)
    {
        var advice = Known.Where(k => said.Contains(k.Sign, StringComparison.Ordinal)).Select(k => k.Advice).FirstOrDefault("See what it said:");
        return new EmbeddedPostgresException($"{what}. {advice}{Environment.NewLine}{said}");
    }
}
