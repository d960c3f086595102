namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>One poll of a <see cref="PollingTrigger"/>.</summary>
public abstract class PollContext : TriggerContext
{
    /// <summary>Reads the cursor that the last successful poll returned.</summary>
    /// <typeparam name="T">The cursor's type.</typeparam>
    /// <returns>The cursor, or null at the first poll.</returns>
    public abstract T? GetCursor<T>();
}
