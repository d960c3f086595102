using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Console.Connections;

/// <summary>Makes a connection's test call for a person who waits for the answer.</summary>
internal static class ConnectionTrial
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Makes the call; an answer that does not come in time is a failed test.</summary>
    public static async Task<ConnectionTest> RunAsync(ConnectionDirectory directory, string name, TimeProvider time, CancellationToken left)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(left, patience.Token);
        try
        {
            return await directory.TestAsync(name, either.Token);
        }
        catch (OperationCanceledException) when (!left.IsCancellationRequested)
        {
            return new ConnectionTest(false, $"The other system did not answer within {Patience.TotalSeconds:0} seconds. Look whether its address is right and reachable from this server.");
        }
    }
}
