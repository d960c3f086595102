namespace ClarityConnect.Workflows.Studio.Wire;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The page.</param>
/// <param name="TotalCount">How many there are in all.</param>
/// <param name="Links">What the caller may do with the list; the designer is read-only without "bulk-publish".</param>
internal sealed record StudioPage<T>(IReadOnlyList<T> Items, int TotalCount, IReadOnlyList<Link> Links)
{
    public StudioPage(IReadOnlyList<T> items, int totalCount)
        : this(items, totalCount, [])
    {
    }
}
