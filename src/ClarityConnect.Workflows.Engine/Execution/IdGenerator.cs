namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>Makes ids that grow with time, so that indexes stay compact and lists page by id.</summary>
/// <param name="time">The clock.</param>
public sealed class IdGenerator(TimeProvider time)
{
    /// <summary>A new id: 32 hexadecimal digits, the first 12 of them the time.</summary>
    public string Next() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
}
