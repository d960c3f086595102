namespace ClarityConnect.Workflows.Connectors.KashFlow.Rest;

/// <summary>A session. It ends when it is not used for a while.</summary>
/// <param name="token">What every call carries.</param>
/// <param name="identity">The company and package, for people.</param>
internal sealed class KashFlowSession(string token, string identity)
{
    private long lastUsed;

    public string Token => token;

    public string Identity => identity;

    public DateTimeOffset LastUsed
    {
        get => new(Interlocked.Read(ref lastUsed), TimeSpan.Zero);
        set => Interlocked.Exchange(ref lastUsed, value.UtcTicks);
    }
}
