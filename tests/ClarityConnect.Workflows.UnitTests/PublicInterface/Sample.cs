namespace ClarityConnect.Workflows.UnitTests.PublicInterface;

/// <summary>One of each that a public interface can have.</summary>
/// <typeparam name="T">Something.</typeparam>
public class Sample<T> : IDisposable
    where T : class
{
    public const string Word = "word";

    public required string Name { get; init; }

    public int? Size { get; protected set; }

    internal string Hidden { get; set; } = "";

    public IReadOnlyList<T?>? Find(string? name, int most = 10) => name is null || most == 0 ? null : [];

    public void Dispose() => GC.SuppressFinalize(this);

    protected virtual Task<string?> ReadAsync<TOther>(params TOther[] others)
        where TOther : struct => Task.FromResult<string?>(others.Length == 0 ? null : Hidden);

    private protected void Own() => Hidden = Word;
}
